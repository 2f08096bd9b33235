#include "compiler/lint/bounds.h"

#include <algorithm>

#include "compiler/lint/numbers.h"
#include "compiler/lint/walk.h"

namespace pol::lint {
namespace {

using ast::Compare;
using ast::Expr;
using ast::ExprKind;
using value::Rational;

Compare Mirrored(Compare compare) {
  switch (compare) {
    case Compare::kLess:
      return Compare::kGreater;
    case Compare::kLessEqual:
      return Compare::kGreaterEqual;
    case Compare::kGreater:
      return Compare::kLess;
    case Compare::kGreaterEqual:
      return Compare::kLessEqual;
    default:
      return compare;
  }
}

bool IsSign(std::string_view word) {
  return word.starts_with("<") || word.starts_with(">") || word.starts_with("≤") ||
         word.starts_with("≥") || word.starts_with("＜") || word.starts_with("＞") ||
         word.starts_with("≦") || word.starts_with("≧");
}

class Finder {
 public:
  Finder(const Subject& subject, const ast::Declaration& declaration)
      : file_(subject.file), places_(*subject.places), declaration_(declaration) {}

  std::vector<BoundUse> Run() {
    EachRoot(declaration_, [&](const Expr& root, Role role) {
      if (role != Role::kValue && role != Role::kCondition && role != Role::kResult) return;
      EachExpr(&root, [&](const Expr& expr) { Condition(expr, root); });
    });
    for (size_t i = 0; i < declaration_.rows.size(); ++i) {
      for (size_t j = 0; j < declaration_.rows[i].conditions.size(); ++j) {
        if (j < declaration_.table->conditions.size())
          Cell(static_cast<int>(i), static_cast<int>(j));
      }
    }
    return std::move(found_);
  }

 private:
  std::string Text(source::Range range) const { return OneLine(file_, range); }

  // The number that a literal is, in the unit of what it is compared with.
  const Rational* Number(const Expr& expr, const program::Type** type) const {
    const Places::Typed node = places_.NodeOf(Bare(expr));
    if (node.number() == nullptr || node.type() == nullptr) return nullptr;
    switch (node.type()->kind) {
      case program::TypeKind::kEnum:
      case program::TypeKind::kBoolean:
      case program::TypeKind::kText:
        return nullptr;
      default:
        *type = node.type();
        return node.number();
    }
  }

  void Condition(const Expr& expr, const Expr& root) {
    if (expr.kind == ExprKind::kCompare) {
      const Expr *left = expr.args[0], *right = expr.args[1];
      Compare compare = expr.compare;
      const program::Type* type = nullptr;
      const bool literal_left = LiteralOf(*left) || Bare(*left).kind == ExprKind::kDate;
      if (literal_left) {
        std::swap(left, right);
        compare = Mirrored(compare);
      }
      BoundUse use;
      use.condition = &root;
      use.subject = Text(left->range);
      use.range = expr.range;
      use.word_range = expr.op_range;
      if (Test(compare, *right, &type, &use)) {
        if (literal_left) use.word_range = {};  // a sign turned round is left alone
        found_.push_back(std::move(use));
      }
    } else if (expr.kind == ExprKind::kMember && !expr.negated) {
      BoundUse use;
      use.condition = &root;
      use.subject = Text(expr.args[0]->range);
      use.range = expr.range;
      const program::Type* type = nullptr;
      if (Test(std::nullopt, *expr.args[1], &type, &use)) found_.push_back(std::move(use));
    }
  }

  void Cell(int row, int column) {
    const ast::HeadCell& head = declaration_.table->conditions[static_cast<size_t>(column)];
    const ast::Cell& cell =
        declaration_.rows[static_cast<size_t>(row)].conditions[static_cast<size_t>(column)];
    if (head.value == nullptr || head.kind != ast::HeadCell::Kind::kValue) return;
    for (const ast::CellTest& test : cell.tests) {
      if (test.negated || test.value == nullptr) continue;
      BoundUse use;
      use.row = row;
      use.column = column;
      use.subject = Text(head.value->range);
      use.range = test.range;
      if (test.compare) {
        use.word_range = {test.range.begin, test.value->range.begin};
        while (use.word_range.end > use.word_range.begin &&
               file_.source->text()[use.word_range.end - 1] == ' ')
          --use.word_range.end;
      }
      const program::Type* type = nullptr;
      if (Test(test.compare, *test.value, &type, &use)) found_.push_back(std::move(use));
    }
  }

  // `compare` value, or in the interval, range or bound that the value is.
  bool Test(std::optional<Compare> compare, const Expr& given, const program::Type** type,
            BoundUse* use) const {
    const Expr& value = Bare(given);
    use->declaration = &declaration_;
    use->value = &value;
    const Rational* number = nullptr;
    switch (value.kind) {
      case ExprKind::kInterval:
      case ExprKind::kRange: {
        if (compare && *compare != Compare::kEqual) return false;
        use->form = value.kind == ExprKind::kInterval ? BoundUse::Form::kInterval
                                                      : BoundUse::Form::kRange;
        const Rational *low = Number(*value.args[0], type), *high = Number(*value.args[1], type);
        if (low == nullptr || high == nullptr) return false;
        use->lower = use->upper = true;
        use->low_open = value.low_open;
        use->high_open = value.high_open;
        use->low = *low;
        use->high = *high;
        break;
      }
      case ExprKind::kBound:
        if (compare && *compare != Compare::kEqual) return false;
        number = Number(*value.args[0], type);
        if (number == nullptr) return false;
        use->form = BoundUse::Form::kSuffix;
        use->word_range = {value.args[0]->range.end, value.range.end};
        Set(use, value.bound == ast::Bound::kOrLess,
            value.bound == ast::Bound::kBeyond, *number);
        break;
      default:
        if (!compare || *compare == Compare::kEqual || *compare == Compare::kNotEqual) return false;
        number = Number(value, type);
        if (number == nullptr) return false;
        Set(use, *compare == Compare::kLess || *compare == Compare::kLessEqual,
            *compare == Compare::kLess || *compare == Compare::kGreater, *number);
        break;
    }
    use->type = *type;
    use->word = use->word_range.empty() ? "" : Text(use->word_range);
    if (use->form == BoundUse::Form::kWord && IsSign(use->word)) use->form = BoundUse::Form::kSign;
    return true;
  }

  static void Set(BoundUse* use, bool upper, bool open, const Rational& number) {
    use->upper = upper;
    use->lower = !upper;
    (upper ? use->high : use->low) = number;
    (upper ? use->high_open : use->low_open) = open;
  }

  const ast::File& file_;
  const Places& places_;
  const ast::Declaration& declaration_;
  std::vector<BoundUse> found_;
};

}  // namespace

bool BoundUse::Holds(const Rational& number) const {
  if (lower && (number < low || (low_open && number == low))) return false;
  return !(upper && (high < number || (high_open && number == high)));
}

std::vector<BoundUse> BoundsOf(const Subject& subject, const ast::Declaration& declaration) {
  if (IsTest(declaration)) return {};
  return Finder(subject, declaration).Run();
}

bool IsUnique(const Subject& subject, const ast::Policy* policy,
              const ast::Declaration& declaration) {
  if (declaration.hit && declaration.hit->first != "唯一" && declaration.hit->first != "unique")
    return false;
  std::vector<std::string_view> names;
  for (const ast::Branch& branch : declaration.branches) {
    for (const ast::Outcome& outcome : branch.outcomes) names.push_back(outcome.name.text);
  }
  if (declaration.table != nullptr) {
    for (const ast::HeadCell& head : declaration.table->results) {
      if (head.value != nullptr) names.push_back(head.value->name.text);
    }
  }
  const std::vector<program::Definition>& all = subject.places->ProgramOf(policy).definitions;
  return std::none_of(all.begin(), all.end(), [&](const program::Definition& one) {
    return one.hit != program::Hit::kUnique &&
           std::any_of(names.begin(), names.end(), [&](std::string_view name) {
             return name == one.name || name == one.alias;
           });
  });
}

std::string OneLine(const ast::File& file, source::Range range) {
  std::string text;
  uint32_t end = range.begin;
  const auto first = std::partition_point(
      file.tokens.begin(), file.tokens.end(),
      [&](const ast::Token& token) { return token.range.begin < range.begin; });
  for (auto at = first; at != file.tokens.end() && at->range.end <= range.end; ++at) {
    const ast::Token& token = *at;
    if (!text.empty() && token.range.begin > end) text += ' ';
    text += token.text;
    end = token.range.end;
  }
  return text;
}

bool HasReading(const ast::Declaration& declaration, const ast::Policy* policy,
                const std::vector<std::string_view>& words) {
  const auto mentions = [&](const ast::Remark& remark) {
    if (remark.kind != ast::Remark::Kind::kAmbiguity || !remark.extra) return false;
    return words.empty() || std::any_of(words.begin(), words.end(), [&](std::string_view word) {
             return remark.text.text.find(word) != std::string_view::npos ||
                    remark.extra.text.find(word) != std::string_view::npos;
           });
  };
  if (std::any_of(declaration.remarks.begin(), declaration.remarks.end(), mentions)) return true;
  if (policy == nullptr) return false;
  return std::any_of(policy->clauses.begin(), policy->clauses.end(), [&](const auto& clause) {
    return clause.remark && mentions(*clause.remark);
  });
}

}  // namespace pol::lint
