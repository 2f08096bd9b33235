// Working-day calendars, periods and what recurs (semantics 5.2, 5.3, 5.5).
#include <algorithm>

#include "compiler/check/checker.h"
#include "compiler/check/data_file.h"
#include "runtime/value/date.h"

namespace pol::check {
namespace {

using ast::ExprKind;

// The file that `calendar NAME` without `from` means.
std::string StandardCalendar(std::string_view name) {
  if (name == "国家法定" || name == "全国") return "calendar-cn.csv";
  return "calendar-" + std::string(name) + ".csv";
}

bool IsPeriod(TypeKind kind) {
  return kind == TypeKind::kDays || kind == TypeKind::kWorkdays || kind == TypeKind::kMonths;
}

program::Op AddingOp(TypeKind kind) {
  return kind == TypeKind::kDays       ? program::Op::kAddDays
         : kind == TypeKind::kWorkdays ? program::Op::kAddWorkdays
                                       : program::Op::kAddMonths;
}

}  // namespace

void Checker::DeclareCalendar(const Declaration& declaration) {
  if (declaration.names.empty()) return;
  const ast::DeclaredName& name = declaration.names[0];
  Symbol symbol;
  symbol.kind = SymbolKind::kCalendar;
  symbol.index = static_cast<Index>(model_.calendars.size());
  symbol.declaration = &declaration;
  if (!AddSymbol(name, symbol)) return;
  // One that cannot be read is there all the same: what counts by it is no second mistake.
  model_.calendars.emplace_back();
  program::Calendar& calendar = model_.calendars.back();
  calendar.name = std::string(name.name.text);
  const bool written = static_cast<bool>(declaration.from);
  const std::string path =
      written ? std::string(declaration.from.text) : StandardCalendar(name.name.text);
  const Range range = written ? declaration.from.range : name.name.range;
  const source::Source* source = LoadData(path, range);
  if (source == nullptr) return;
  const DataTable table = ReadData(
      *source, {{"date", "日期"}, {"kind", "类别"}, {"name", "名称"}}, 2);
  const auto bad = [&](int line, Text what) {
    Report(Code::kBadDataRow, range, {path, std::to_string(line), std::move(what)});
  };
  if (table.problem_line > 0) return bad(table.problem_line, table.problem);
  std::map<int64_t, bool> days;
  for (const DataTable::Row& row : table.rows) {
    const std::optional<int64_t> day = value::ParseDate(row.cells[0]);
    if (!day) {
      return bad(row.line, {"“" + row.cells[0] + "”不是日期，应当写成 2023-10-01 这样",
                            "“" + row.cells[0] + "” is no date: write it as 2023-10-01"});
    }
    const std::string& kind = row.cells[1];
    const bool holiday = kind == "holiday" || kind == "放假";
    if (!holiday && kind != "workday" && kind != "上班") {
      return bad(row.line, {"“" + kind + "”应当是 holiday（放假）或者 workday（上班）",
                            "“" + kind + "” must be holiday or workday"});
    }
    if (!days.emplace(*day, holiday).second) {
      return bad(row.line, {"“" + row.cells[0] + "”前面已经写过一行",
                            "“" + row.cells[0] + "” has a row before"});
    }
  }
  for (const auto& [day, holiday] : days) {
    (holiday ? calendar.holidays : calendar.workdays).push_back(day);
    const int32_t year = value::CivilFromDays(day).year;
    if (calendar.years.empty() || calendar.years.back() != year) calendar.years.push_back(year);
  }
}

// The calendar named by `named`, or the only one there is; -1 after a message.
Index Checker::CalendarOf(const Expr* named, Range where) {
  if (named != nullptr) {
    const Symbol* symbol =
        named->kind == ExprKind::kName ? Lookup(named->name.text) : nullptr;
    if (symbol != nullptr && symbol->kind == SymbolKind::kCalendar) return symbol->index;
    Report(Code::kNotACalendar, named->range, {Source(named->range)});
    return -1;
  }
  if (model_.calendars.size() == 1) return 0;
  if (model_.calendars.empty()) {
    Report(Code::kCalendarMissing, where, {Source(where)});
    return -1;
  }
  std::string names;
  for (const program::Calendar& calendar : model_.calendars) {
    if (!names.empty()) names += "、";
    names += calendar.name;
  }
  Report(Code::kCalendarUnclear, where, {Source(where), names});
  return -1;
}

// Argument `i` of a call as a number of days, working days or months; kNoType after a message.
Index Checker::Period(const Expr& expr, size_t i) {
  const Expr& period = *expr.args[i];
  const Index type = Infer(period);
  if (type == kNoType) return kNoType;
  if (IsPeriod(K(type)) && !T(type).type.optional) return type;
  Report(Code::kPeriodNeeded, period.range,
         {std::string(expr.name.text), Source(period.range), Describe(type)});
  return kNoType;
}

// A number of working days: 5, 5个工作日, or a fact that counts them.
bool Checker::CountOfWorkdays(const Expr& expr, size_t i) {
  const Expr& count = *expr.args[i];
  const Index type = Infer(count, Simple(TypeKind::kWorkdays));
  if (type == kNoType) return false;
  if (K(type) == TypeKind::kWorkdays) return true;
  if (K(type) == TypeKind::kInteger && T(type).type.unit.empty()) return true;
  Report(Code::kWrongArgument, count.range,
         {std::string(expr.name.text), Describe(Simple(TypeKind::kWorkdays)), Source(count.range),
          Describe(type)});
  return false;
}

bool Checker::IsTimeFunction(std::string_view function) {
  for (const std::string_view own :
       {"deadline", "starting_on", "workday_before", "workday_after", "workdays_between",
        "recurring", "next_recurring"}) {
    if (function == own) return true;
  }
  return false;
}

Index Checker::TimeFunction(const Expr& expr, std::string_view function) {
  const Index date = Simple(TypeKind::kDate);
  const auto call = [&](Function which, Index type, Index calendar) {
    ExprInfo& info = Info(expr);
    info.function = which;
    info.index = calendar;
    return Set(expr, type);
  };
  const auto calendar_argument = [&](size_t i) {
    return expr.args.size() > i ? expr.args[i] : nullptr;
  };
  if (function == "deadline") {
    if (!Arguments(expr, 2, 3)) return Set(expr, date);
    Argument(expr, 0, TypeKind::kDate);
    const Index period = Period(expr, 1);
    const Index calendar = CalendarOf(calendar_argument(2), expr.range);
    if (period == kNoType || calendar < 0) return Set(expr, date);
    Info(expr).op = AddingOp(K(period));
    return call(Function::kDeadline, date, calendar);
  }
  if (function == "starting_on") {
    if (!Arguments(expr, 2, 3)) return Set(expr, date);
    Argument(expr, 0, TypeKind::kDate);
    const Index period = Period(expr, 1);
    if (period == kNoType) return Set(expr, date);
    const bool workdays = K(period) == TypeKind::kWorkdays;
    if (!workdays && !Arguments(expr, 2, 2)) return Set(expr, date);
    const Index calendar = workdays ? CalendarOf(calendar_argument(2), expr.range) : 0;
    if (calendar < 0) return Set(expr, date);
    Info(expr).op = AddingOp(K(period));
    return call(Function::kStartingOn, date, calendar);
  }
  if (function == "workday_before" || function == "workday_after") {
    if (!Arguments(expr, 2, 3)) return Set(expr, date);
    Argument(expr, 0, TypeKind::kDate);
    const bool counted = CountOfWorkdays(expr, 1);
    const Index calendar = CalendarOf(calendar_argument(2), expr.range);
    if (!counted || calendar < 0) return Set(expr, date);
    return call(function == "workday_after" ? Function::kAddWorkdays : Function::kBeforeWorkdays,
                date, calendar);
  }
  if (function == "workdays_between") {
    const Index workdays = Simple(TypeKind::kWorkdays);
    if (!Arguments(expr, 2, 3)) return Set(expr, workdays);
    Argument(expr, 0, TypeKind::kDate);
    Argument(expr, 1, TypeKind::kDate);
    const Index calendar = CalendarOf(calendar_argument(2), expr.range);
    if (calendar < 0) return Set(expr, workdays);
    return call(Function::kWorkdaysBetween, workdays, calendar);
  }
  // recurring(from, step, how many), next_recurring(from, step, after)
  const bool next = function == "next_recurring";
  const Index made = next ? date : ListOf(date, TypeKind::kList);
  if (!Arguments(expr, 3, 3)) return Set(expr, made);
  Argument(expr, 0, TypeKind::kDate);
  const Index step = Period(expr, 1);
  Argument(expr, 2, next ? TypeKind::kDate : TypeKind::kInteger);
  if (step == kNoType) return Set(expr, made);
  const std::optional<Rational> size = Fold(*expr.args[1]);
  if (K(step) == TypeKind::kWorkdays || !size || size->sign() <= 0 || !size->is_integer()) {
    Report(Code::kBadStep, expr.args[1]->range, {Source(expr.args[1]->range)});
    return Set(expr, made);
  }
  Info(expr).op = AddingOp(K(step));
  return call(next ? Function::kNextRecurring : Function::kRecurring, made, -1);
}

}  // namespace pol::check
