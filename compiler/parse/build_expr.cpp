// Expressions, loosest first, in the order of the grammar.
#include "compiler/parse/build.h"

namespace pol::parse {

using namespace ast;  // NOLINT

namespace {

// Later phases descend into a + b + c .. once for each sign: more than this in one row is refused.
constexpr size_t kMaxTerms = 1000;

Compare CompareOf(TokenKind token) {
  switch (token) {
    case TokenKind::NE:
    case TokenKind::ISNOT:
      return Compare::kNotEqual;
    case TokenKind::LT:
    case TokenKind::BELOW:
      return Compare::kLess;
    case TokenKind::LE:
    case TokenKind::ATMOST:
      return Compare::kLessEqual;
    case TokenKind::GT:
    case TokenKind::OVER:
      return Compare::kGreater;
    case TokenKind::GE:
    case TokenKind::REACHES:
      return Compare::kGreaterEqual;
    default:
      return Compare::kEqual;
  }
}
Range Span(Range first, Range last) { return {first.begin, last.end}; }

}  // namespace

Expr* Builder::New(ExprKind kind, Range range) {
  Expr* expr = arena_.New<Expr>();
  expr->kind = kind;
  expr->id = file_.expr_count++;
  expr->range = range;
  return expr;
}
Expr* Builder::Binary(ExprKind kind, Expr* left, Range op, TokenKind token, Expr* right) {
  Expr* expr = New(kind, Span(left->range, right->range));
  expr->args = Args({left, right});
  expr->op_range = op;
  expr->op_token = token;
  return expr;
}
void Builder::NoteChain(size_t terms, Range range) {
  if (terms > kMaxTerms) long_chains_.push_back(range);
}
Expr* Builder::Number(Node* node) {
  Expr* expr = New(ExprKind::kNumber, RangeOf(node));
  expr->text = Folded(TokenOf(node).text);
  return expr;
}

// expr : IF expr THEN expr ELSE expr | phrase
Expr* Builder::ToExpr(Rules::ExprContext* rule) {
  // The branches after else form a row, however long: built from its end, without descending.
  std::vector<Rules::IfExprContext*> row;
  Rules::ExprContext* last = rule;
  while (auto* choice = dynamic_cast<Rules::IfExprContext*>(last)) {
    row.push_back(choice);
    last = choice->expr(2);
  }
  NoteChain(row.size(), RangeOf(rule));
  std::vector<std::pair<Expr*, Expr*>> branches;
  for (Rules::IfExprContext* choice : row) {
    Expr* condition = ToExpr(choice->expr(0));
    branches.emplace_back(condition, ToExpr(choice->expr(1)));
  }
  Expr* result = ToExpr(static_cast<Rules::PhraseExprContext*>(last)->phrase());
  for (size_t i = row.size(); i-- > 0;) {
    Expr* expr = New(ExprKind::kIf, Span(RangeOf(row[i]->IF()), result->range));
    expr->args = Args({branches[i].first, branches[i].second, result});
    expr->op_range = RangeOf(row[i]->IF());
    expr->op_token = TokenKind::IF;
    result = expr;
  }
  return result;
}

// phrase : (ALL | ANY) OF? COLON? item+ | (REACHES | AT LEAST) quantity OF? COLON? item+
//        | (EVERY | SOME | NO) name MEMBER value WHERE expr | condition
Expr* Builder::ToExpr(Rules::PhraseContext* rule) {
  if (auto* plain = dynamic_cast<Rules::ConditionPhraseContext*>(rule))
    return ToExpr(plain->condition());
  Range range = RangeOf(rule);
  if (auto* all = dynamic_cast<Rules::AllPhraseContext*>(rule)) {
    Node* word = all->ALL() != nullptr ? all->ALL() : all->ANY();
    Expr* expr = New(all->ALL() != nullptr ? ExprKind::kAll : ExprKind::kAny, range);
    expr->text = TokenOf(word).text;
    expr->op_range = all->OF() != nullptr ? Span(RangeOf(word), RangeOf(all->OF())) : RangeOf(word);
    expr->op_token = TokenOf(word).kind;
    expr->items = ToItems(all->item());
    return expr;
  }
  if (auto* count = dynamic_cast<Rules::CountPhraseContext*>(rule)) {
    Expr* expr = New(ExprKind::kAtLeast, range);
    expr->args = Args({ToExpr(count->quantity())});
    const Token& first = FirstToken(count);
    expr->op_range =
        count->LEAST() != nullptr ? Span(first.range, RangeOf(count->LEAST())) : first.range;
    expr->op_token = TokenKind::REACHES;
    expr->text = file_.source->Text(expr->op_range);
    expr->items = ToItems(count->item());
    return expr;
  }
  auto* quantifier = static_cast<Rules::QuantifierPhraseContext*>(rule);
  Expr* expr = New(quantifier->EVERY() != nullptr  ? ExprKind::kEvery
                   : quantifier->SOME() != nullptr ? ExprKind::kSome
                                                   : ExprKind::kNo,
                   range);
  const Token& first = FirstToken(quantifier);
  expr->text = first.text;
  expr->op_range = first.range;
  expr->op_token = first.kind;
  expr->name = ToName(quantifier->name());
  Expr* list = ToExpr(quantifier->value());
  expr->args = Args({list, ToExpr(quantifier->expr())});
  return expr;
}

// item : label condition ;   label : ORDINAL (STRING COLON)? | STRING COLON
std::span<Item> Builder::ToItems(const std::vector<Rules::ItemContext*>& rules) {
  std::vector<Item> items;
  for (Rules::ItemContext* rule : rules) {
    Item item;
    if (rule->label()->ORDINAL() != nullptr) item.ordinal = TokenOf(rule->label()->ORDINAL()).text;
    item.label = ToString(rule->label()->STRING());
    item.condition = ToExpr(rule->condition());
    item.range = RangeOf(rule);
    items.push_back(item);
  }
  return arena_.Copy(items);
}

// condition : conjunction (OR conjunction)*
Expr* Builder::ToExpr(Rules::ConditionContext* rule) {
  std::vector<Rules::ConjunctionContext*> parts = rule->conjunction();
  if (parts.size() == 1) return ToExpr(parts[0]);
  std::span<Expr*> args = ToExprs(parts);
  Expr* expr = New(ExprKind::kOr, RangeOf(rule));
  expr->args = args;
  expr->op_range = RangeOf(rule->OR(0));
  expr->op_token = TokenKind::OR;
  return expr;
}
// conjunction : negation (AND negation)*
Expr* Builder::ToExpr(Rules::ConjunctionContext* rule) {
  std::vector<Rules::NegationContext*> parts = rule->negation();
  if (parts.size() == 1) return ToExpr(parts[0]);
  std::span<Expr*> args = ToExprs(parts);
  Expr* expr = New(ExprKind::kAnd, RangeOf(rule));
  expr->args = args;
  expr->op_range = RangeOf(rule->AND(0));
  expr->op_token = TokenKind::AND;
  return expr;
}
// negation : NOT negation | value comparison* | name field* name bound mark?
Expr* Builder::ToExpr(Rules::NegationContext* rule) {
  if (auto* rank = dynamic_cast<Rules::RankConditionContext*>(rule)) return ToExpr(rank);
  auto* negated = dynamic_cast<Rules::NotConditionContext*>(rule);
  if (negated == nullptr) return ToExpr(static_cast<Rules::CompareConditionContext*>(rule));
  Expr* operand = ToExpr(negated->negation());
  Expr* expr = New(ExprKind::kNot, RangeOf(rule));
  expr->args = Args({operand});
  expr->op_range = RangeOf(negated->NOT());
  expr->op_token = TokenKind::NOT;
  return expr;
}
Expr* Builder::ToExpr(Rules::CompareConditionContext* rule) {
  Expr* first = ToExpr(rule->value());
  std::vector<Rules::ComparisonContext*> comparisons = rule->comparison();
  // 满3年不满5年
  if (comparisons.size() == 2) {
    auto* low = dynamic_cast<Rules::WordComparisonContext*>(comparisons[0]);
    auto* high = dynamic_cast<Rules::WordComparisonContext*>(comparisons[1]);
    if (low != nullptr && high != nullptr && low->compareWord()->sign() != nullptr &&
        high->compareWord()->sign() != nullptr) {
      Sign from = ToSign(low->compareWord()->sign()), to = ToSign(high->compareWord()->sign());
      if (IsLowHigh(from, to)) {
        Expr* lower = ToExpr(low->value());
        Expr* interval = LowHigh(from, lower, to, ToExpr(high->value()));
        return Binary(ExprKind::kMember, first, from.range, from.token, interval);
      }
    }
  }
  std::vector<Expr*> links;
  Expr* left = first;
  for (Rules::ComparisonContext* comparison : comparisons) {
    links.push_back(Comparison(left, comparison));
    left = links.back()->args[1];
  }
  if (links.empty()) return first;
  if (links.size() == 1) return links[0];
  Expr* chain = New(ExprKind::kChain, RangeOf(rule));
  chain->args = arena_.Copy(links);
  return chain;
}

// comparison : compareWord value | (MEMBER | NOT MEMBER | NONMEMBER) value | quantity bound
Expr* Builder::Comparison(Expr* left, Rules::ComparisonContext* rule) {
  if (auto* word = dynamic_cast<Rules::WordComparisonContext*>(rule)) {
    Rules::CompareWordContext* compare = word->compareWord();
    Sign sign = compare->sign() != nullptr
                    ? ToSign(compare->sign())
                    : Sign{Compare::kEqual, RangeOf(compare), TokenKind::YES};
    Expr* right = ToExpr(word->value());
    if (Expr* interval = FromTo(sign.compare, sign.range, right))
      return Binary(ExprKind::kMember, left, sign.range, sign.token, interval);
    if (sign.compare == Compare::kEqual && ExcludesItsNumber(right))
      return Member(left, sign.range, sign.token, right, false);
    Agree(right, sign);
    Expr* expr = Binary(ExprKind::kCompare, left, sign.range, sign.token, right);
    expr->compare = sign.compare;
    return expr;
  }
  if (auto* member = dynamic_cast<Rules::MemberComparisonContext*>(rule)) {
    Node* word = member->MEMBER() != nullptr ? member->MEMBER() : member->NONMEMBER();
    Range op =
        member->NOT() != nullptr ? Span(RangeOf(member->NOT()), RangeOf(word)) : RangeOf(word);
    return Member(left, op, TokenOf(word).kind, ToExpr(member->value()),
                  member->NOT() != nullptr || member->NONMEMBER() != nullptr);
  }
  if (auto* window = dynamic_cast<Rules::WindowComparisonContext*>(rule))
    return Window(left, window);
  if (auto* range = dynamic_cast<Rules::RangeComparisonContext*>(rule)) {
    Expr* low = ToExpr(range->quantity(0));
    Expr* high = ToExpr(range->quantity(1));
    MarkEnds(range, low, high);
    Node* word = range->TILDE() != nullptr ? range->TILDE() : range->TO();
    Expr* right = Between(low, RangeOf(word), TokenOf(word).kind, high);
    return Binary(ExprKind::kMember, left, {right->range.begin, right->range.begin},
                  TokenOf(word).kind, right);
  }
  auto* bound = static_cast<Rules::BoundComparisonContext*>(rule);
  Expr* number = ToExpr(bound->quantity());
  Expr* right = BoundOf(number, bound->bound());
  MarkEnds(bound, number, right);
  return Member(left, {right->range.begin, right->range.begin}, right->op_token, right, false);
}
// name field* name bound mark?: 称号 省级以上
Expr* Builder::ToExpr(Rules::RankConditionContext* rule) {
  const auto named = [this](Rules::NameContext* name) {
    Expr* expr = New(ExprKind::kName, RangeOf(name));
    expr->name = ToName(name);
    return expr;
  };
  Expr* left = Fields(named(rule->name(0)), rule->field());
  Expr* rank = named(rule->name(1));
  Expr* right = BoundOf(rank, rule->bound());
  MarkEnds(rule, rank, right);
  return Member(left, {right->range.begin, right->range.begin}, right->op_token, right, false);
}

// sign : EQ | IS | NE | ISNOT | IS NOT | LT | BELOW | LE | ATMOST | AT MOST | GT | OVER | GE |
// REACHES | AT LEAST
Builder::Sign Builder::ToSign(Rules::SignContext* rule) {
  TokenKind token = FirstToken(rule).kind;
  if (rule->NOT() != nullptr) token = TokenKind::ISNOT;
  if (rule->MOST() != nullptr) token = TokenKind::ATMOST;
  if (rule->LEAST() != nullptr) token = TokenKind::REACHES;
  return {CompareOf(token), RangeOf(rule), token};
}

// value : range (DUN range)* (DE? (HIGHEST | LOWEST | SUMMED))?
Expr* Builder::ToExpr(Rules::ValueContext* rule) {
  std::vector<Rules::RangeContext*> parts = rule->range();
  for (Node* pick : {rule->HIGHEST(), rule->LOWEST(), rule->SUMMED()}) {
    if (pick != nullptr) return Pick(TokenOf(pick), ToExprs(parts), RangeOf(rule));
  }
  if (parts.size() == 1) return ToExpr(parts[0]);
  std::span<Expr*> args = ToExprs(parts);
  Expr* expr = New(ExprKind::kItems, RangeOf(rule));
  expr->args = args;
  expr->op_range = RangeOf(rule->DUN(0));
  expr->op_token = TokenKind::DUN;
  return expr;
}
// range : capped mark? ((TILDE | TO) capped mark? | bound mark?)?
Expr* Builder::ToExpr(Rules::RangeContext* rule) {
  Expr* low = ToExpr(rule->capped(0));
  Node* word = rule->TILDE() != nullptr ? rule->TILDE() : rule->TO();
  if (word != nullptr) {
    Expr* high = ToExpr(rule->capped(1));
    MarkEnds(rule, low, high);
    return Between(low, RangeOf(word), TokenOf(word).kind, high);
  }
  if (rule->bound() != nullptr) {
    // 自提交日起7个工作日内: a day, not a bound.
    if (rule->bound()->BEYOND() == nullptr && IsDeadline(low)) return low;
    Expr* bound = BoundOf(low, rule->bound());
    MarkEnds(rule, low, bound);
    return bound;
  }
  MarkEnds(rule, low, low);
  return low;
}
// bound : ORMORE | OR MOREWORD | ORLESS | OR LESSWORD | BEYOND
Expr* Builder::BoundOf(Expr* value, Rules::BoundContext* rule) {
  Expr* expr = New(ExprKind::kBound, Span(value->range, RangeOf(rule)));
  expr->args = Args({value});
  expr->op_range = RangeOf(rule);
  expr->op_token = FirstToken(rule).kind;
  bool more = rule->ORMORE() != nullptr || rule->MOREWORD() != nullptr;
  if (rule->OR() != nullptr) expr->op_token = more ? TokenKind::ORMORE : TokenKind::ORLESS;
  expr->bound = rule->BEYOND() != nullptr ? Bound::kBeyond : more ? Bound::kOrMore : Bound::kOrLess;
  return expr;
}

// capped : sum ((CAPPED | FLOORED) AT? sum)*
Expr* Builder::ToExpr(Rules::CappedContext* rule) {
  Expr* left = nullptr;
  Range op;
  TokenKind token = TokenKind::CAPPED;
  NoteChain(rule->children.size() / 2, RangeOf(rule));
  for (antlr4::tree::ParseTree* child : rule->children) {
    if (auto* node = dynamic_cast<Node*>(child)) {
      if (TokenOf(node).kind == TokenKind::AT) {
        op.end = RangeOf(node).end;
      } else {
        op = RangeOf(node);
        token = TokenOf(node).kind;
      }
      continue;
    }
    Expr* right = ToExpr(static_cast<Rules::SumContext*>(child));
    left = left == nullptr
               ? right
               : Binary(token == TokenKind::CAPPED ? ExprKind::kCapped : ExprKind::kFloored, left,
                        op, token, right);
  }
  return left;
}
// sum : product ((PLUS | MINUS | WITHOUT) product)*
Expr* Builder::ToExpr(Rules::SumContext* rule) {
  if (rule->children.size() == 1)
    return ToExpr(static_cast<Rules::ProductContext*>(rule->children[0]));
  NoteChain(rule->children.size() / 2, RangeOf(rule));
  Expr* left = ToExpr(static_cast<Rules::ProductContext*>(rule->children[0]));
  for (size_t i = 1; i + 1 < rule->children.size(); i += 2) {
    const Token& op = TokenOf(static_cast<Node*>(rule->children[i]));
    ExprKind kind = op.kind == TokenKind::PLUS    ? ExprKind::kAdd
                    : op.kind == TokenKind::MINUS ? ExprKind::kSubtract
                                                  : ExprKind::kWithout;
    left = Binary(kind, left, op.range, op.kind,
                  ToExpr(static_cast<Rules::ProductContext*>(rule->children[i + 1])));
  }
  return left;
}
// product : factor ((MUL | DIV) factor | (RAISED | LOWERED | REDUCED) BY? share | HALVED)*
Expr* Builder::ToExpr(Rules::ProductContext* rule) {
  if (rule->children.size() == 1)
    return ToExpr(static_cast<Rules::FactorContext*>(rule->children[0]));
  NoteChain(rule->children.size() / 2, RangeOf(rule));
  Expr* left = ToExpr(static_cast<Rules::FactorContext*>(rule->children[0]));
  for (size_t i = 1; i < rule->children.size(); i += 2) {
    const Token& op = TokenOf(static_cast<Node*>(rule->children[i]));
    if (op.kind == TokenKind::HALVED) {
      left = Binary(ExprKind::kDivide, left, op.range, op.kind, SayNumber("2", op.range));
      left->said = true;
      i--;
      continue;
    }
    if (op.kind != TokenKind::MUL && op.kind != TokenKind::DIV) {
      if (dynamic_cast<Node*>(rule->children[i + 1]) != nullptr) i++;  // by
      left = Scaled(left, op, ToExpr(static_cast<Rules::ShareContext*>(rule->children[i + 1])));
      continue;
    }
    left =
        Binary(op.kind == TokenKind::MUL ? ExprKind::kMultiply : ExprKind::kDivide, left, op.range,
               op.kind, ToExpr(static_cast<Rules::FactorContext*>(rule->children[i + 1])));
  }
  return left;
}
// factor : MINUS factor | power
Expr* Builder::ToExpr(Rules::FactorContext* rule) {
  if (rule->MINUS() == nullptr) return ToExpr(rule->power());
  Expr* operand = ToExpr(rule->factor());
  Expr* expr = New(ExprKind::kNegate, RangeOf(rule));
  expr->args = Args({operand});
  expr->op_range = RangeOf(rule->MINUS());
  expr->op_token = TokenKind::MINUS;
  return expr;
}
// power : postfix (POW factor)? | quantity OF postfix
Expr* Builder::ToExpr(Rules::PowerContext* rule) {
  if (rule->OF() != nullptr) {
    Expr* share = ToExpr(rule->quantity());
    return Binary(ExprKind::kMultiply, share, RangeOf(rule->OF()), TokenKind::OF,
                  ToExpr(rule->postfix()));
  }
  Expr* base = ToExpr(rule->postfix());
  if (rule->POW() == nullptr) return base;
  return Binary(ExprKind::kPower, base, RangeOf(rule->POW()), TokenKind::POW,
                ToExpr(rule->factor()));
}
// postfix : primary field* (DE share)?
Expr* Builder::ToExpr(Rules::PostfixContext* rule) {
  Expr* left = ToExpr(rule->primary());
  NoteChain(rule->field().size(), RangeOf(rule));
  left = Fields(left, rule->field());
  return rule->share() == nullptr ? left : ShareOf(left, rule->DE(), rule->share());
}
// 设备投资额的20%
Expr* Builder::ShareOf(Expr* left, Node* word, Rules::ShareContext* share) {
  return Binary(ExprKind::kMultiply, left, RangeOf(word), TokenKind::DE, ToExpr(share));
}
// field : (DOT | DE) name
Expr* Builder::Fields(Expr* left, const std::vector<Rules::FieldContext*>& rules) {
  for (Rules::FieldContext* field : rules) {
    const Token& op = FirstToken(field);
    Expr* expr = New(ExprKind::kField, Span(left->range, RangeOf(field)));
    expr->args = Args({left});
    expr->name = ToName(field->name());
    expr->op_range = op.range;
    expr->op_token = op.kind;
    left = expr;
  }
  return left;
}

Expr* Builder::ToExpr(Rules::PrimaryContext* rule) {
  if (auto* quantity = dynamic_cast<Rules::QuantityValueContext*>(rule))
    return ToExpr(quantity->quantity());
  // BY primary field* DE share: 按 设备投资额 的20%
  if (auto* share = dynamic_cast<Rules::ShareValueContext*>(rule)) {
    Expr* whole = Fields(ToExpr(share->primary()), share->field());
    Expr* expr = ShareOf(whole, share->DE(), share->share());
    expr->range = RangeOf(rule);
    return expr;
  }
  if (auto* deadline = dynamic_cast<Rules::DeadlineValueContext*>(rule)) return Deadline(deadline);
  if (auto* name = dynamic_cast<Rules::NameValueContext*>(rule)) {
    if (FirstToken(name).kind == TokenKind::FREE &&
        !declared_.names.contains(NameText(FirstToken(name).text))) {
      Expr* free = New(ExprKind::kNumber, RangeOf(rule));  // 免费
      free->text = "0";
      return free;
    }
    Expr* expr = New(ExprKind::kName, RangeOf(rule));
    expr->name = ToName(name->name());
    return expr;
  }
  if (auto* literal = dynamic_cast<Rules::LiteralValueContext*>(rule)) {
    return Literal(static_cast<Node*>(literal->children[0]));
  }
  if (auto* call = dynamic_cast<Rules::CallValueContext*>(rule)) return Call(call);
  if (auto* interval = dynamic_cast<Rules::IntervalValueContext*>(rule))
    return ToExpr(interval->interval());
  if (auto* record = dynamic_cast<Rules::RecordValueContext*>(rule)) {
    std::span<NamedArgument> named = ToNamed(record->named());
    Expr* expr = New(ExprKind::kRecord, RangeOf(rule));
    expr->named = named;
    return expr;
  }
  Expr* inner = ToExpr(static_cast<Rules::ParenthesisContext*>(rule)->expr());
  Expr* expr = New(ExprKind::kParen, RangeOf(rule));
  expr->args = Args({inner});
  return expr;
}

// DATE | MONTH | INSTANT | TIME | HANNUMBER | STRING | YES | NAY | NONE
Expr* Builder::Literal(Node* node) {
  const Token& token = TokenOf(node);
  ExprKind kind = ExprKind::kNone;
  switch (token.kind) {
    case TokenKind::DATE:
      kind = ExprKind::kDate;
      break;
    case TokenKind::MONTH:
      kind = ExprKind::kMonth;
      break;
    case TokenKind::INSTANT:
      kind = ExprKind::kInstant;
      break;
    case TokenKind::TIME:
      kind = ExprKind::kClock;
      break;
    case TokenKind::HANNUMBER:
      kind = ExprKind::kHanNumber;
      break;
    case TokenKind::STRING:
      kind = ExprKind::kText;
      break;
    case TokenKind::YES:
      kind = ExprKind::kTrue;
      break;
    case TokenKind::NAY:
      kind = ExprKind::kFalse;
      break;
    default:
      break;
  }
  Expr* expr = New(kind, token.range);
  expr->text = kind == ExprKind::kText ? ToString(node).text : Folded(token.text);
  return expr;
}

// quantity : ABOUT? NUMBER NAME?
Expr* Builder::ToExpr(Rules::QuantityContext* rule) {
  Expr* expr = Number(rule->NUMBER());
  expr->range = RangeOf(rule);
  expr->unit = ToName(rule->NAME());
  expr->about = rule->ABOUT() != nullptr;
  return expr;
}
// interval : (LPAREN | LBRACK) value COMMA value (RPAREN | RBRACK)
Expr* Builder::ToExpr(Rules::IntervalContext* rule) {
  std::span<Expr*> ends = ToExprs(rule->value());
  Expr* expr = New(ExprKind::kInterval, RangeOf(rule));
  expr->args = ends;
  expr->low_open = rule->LPAREN() != nullptr;
  expr->high_open = rule->RPAREN() != nullptr;
  return expr;
}

// callee LPAREN arguments? RPAREN ;   arguments : argument (COMMA argument)* (COMMA generated)? |
// generated ;   generated : generator+ (COLON expr)?
Expr* Builder::Call(Rules::CallValueContext* rule) {
  std::vector<Expr*> args;
  std::vector<NamedArgument> named;
  std::vector<Generator> generators;
  Expr* each = nullptr;
  if (Rules::ArgumentsContext* arguments = rule->arguments()) {
    for (Rules::ArgumentContext* argument : arguments->argument()) {
      if (argument->named() != nullptr)
        named.push_back(ToNamed(argument->named()));
      else
        args.push_back(ToExpr(argument->expr()));
    }
    if (Rules::GeneratedContext* generated = arguments->generated()) {
      for (Rules::GeneratorContext* generator : generated->generator())
        generators.push_back(ToGenerator(generator));
      if (generated->expr() != nullptr) args.push_back(each = ToExpr(generated->expr()));
    }
  }
  Expr* expr = New(ExprKind::kCall, RangeOf(rule));
  expr->name = ToName(FirstToken(rule->callee()));
  expr->args = arena_.Copy(args);
  expr->named = arena_.Copy(named);
  expr->generators = arena_.Copy(generators);
  expr->each = each;
  return expr;
}
NamedArgument Builder::ToNamed(Rules::NamedContext* rule) {
  return {ToName(rule->name()), ToExpr(rule->expr())};
}
std::span<NamedArgument> Builder::ToNamed(const std::vector<Rules::NamedContext*>& rules) {
  std::vector<NamedArgument> named;
  for (Rules::NamedContext* rule : rules) named.push_back(ToNamed(rule));
  return arena_.Copy(named);
}
// generator : FOR name (separator name)* MEMBER value (COMMA value)* (WHERE condition)? (BY value)?
Generator Builder::ToGenerator(Rules::GeneratorContext* rule) {
  Generator generator;
  generator.names = ToNames(rule->name());
  generator.range = RangeOf(rule);
  std::vector<Rules::ValueContext*> values = rule->value();
  Rules::ValueContext* by = nullptr;
  if (rule->BY() != nullptr) {
    by = values.back();
    values.pop_back();
  }
  generator.lists = ToExprs(values);
  if (rule->condition() != nullptr) generator.where = ToExpr(rule->condition());
  if (by != nullptr) generator.by = ToExpr(by);
  return generator;
}

}  // namespace pol::parse
