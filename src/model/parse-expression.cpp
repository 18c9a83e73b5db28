// Parses intrinsic functions: from {name: argument} to an Expression, whose arguments have the right shape.
#include "model/parse-expression.h"

#include "base/strings.h"
#include "model/sub-syntax.h"

namespace cumulint {
namespace {

bool is_text(const Field& field) { return field.value->is(ValueKind::text); }
bool is_call(const Field& field) { return field.value->is(ValueKind::expression); }
bool is_list(const Field& field) { return field.value->is(ValueKind::list); }
bool is_broken(const Field& field) { return field.value->is(ValueKind::broken); }

class ExpressionParser {
 public:
  ExpressionParser(const IntrinsicCall& call, Arena& arena, std::vector<Problem>& problems)
      : intrinsic_(call.intrinsic),
        argument_(call.argument),
        extensions_(call.language_extensions),
        arena_(arena),
        problems_(problems) {
    expression_.kind = intrinsic_.kind;
    expression_.name = call.name;
    expression_.argument = arena.make<Field>(argument_);
  }

  const Expression* parse() {
    if (is_broken(argument_)) return nullptr;  // already reported
    expression_.args = is_list(argument_) ? argument_.value->fields : std::span<const Field>(expression_.argument, 1);
    for (const Field& arg : expression_.args)
      if (is_broken(arg)) return nullptr;
    parse_arguments();
    return valid_ ? arena_.make<Expression>(expression_) : nullptr;
  }

 private:
  void parse_arguments() {
    switch (intrinsic_.kind) {
      case ExpressionKind::ref: return parse_name("the name of a parameter or resource");
      case ExpressionKind::condition: return parse_name("the name of a condition");
      case ExpressionKind::get_att: return parse_get_att();
      case ExpressionKind::sub: return parse_sub_call();
      case ExpressionKind::join: return parse_join();
      case ExpressionKind::select: return parse_select();
      case ExpressionKind::split: return parse_split();
      case ExpressionKind::if_: return parse_if();
      case ExpressionKind::find_in_map: return parse_find_in_map();
      case ExpressionKind::base64: return need_one_text();
      case ExpressionKind::import_value: return need_one_text();
      case ExpressionKind::get_azs: return need_one_text();
      case ExpressionKind::cidr: return need_count(2, 3, "a block of addresses, a count, and the bits of a subnet");
      case ExpressionKind::length: return need_list_like(argument_);
      case ExpressionKind::to_json_string: return need_structure();
      case ExpressionKind::transform: return parse_transform();
      case ExpressionKind::for_each: return need_count(3, 3, "an identifier, a collection, and what to repeat");
      case ExpressionKind::and_:
      case ExpressionKind::or_: return need_conditions(2, 10);
      case ExpressionKind::not_: return need_conditions(1, 1);
      case ExpressionKind::equals: return need_count(2, 2, "two values");
      case ExpressionKind::contains:
      case ExpressionKind::each_member_equals:
      case ExpressionKind::each_member_in:
      case ExpressionKind::value_of:
      case ExpressionKind::value_of_all: return need_count(2, 2, "two values");
      case ExpressionKind::ref_all: return need_one_text();
      case ExpressionKind::unknown: return;
    }
  }

  // Ref, Condition.
  void parse_name(std::string_view what) {
    if (intrinsic_.kind == ExpressionKind::ref && is_call(argument_) && extensions_) return;
    if (!is_text(argument_) || argument_.value->text.empty())
      return refuse(argument_, arena_.join({"takes ", what}), "");
    expression_.target = argument_.value->text;
  }

  void parse_get_att() {
    constexpr std::string_view help = "write the resource's logical id and the attribute: !GetAtt Queue.Arn";
    if (is_text(argument_)) return cut_get_att(help);
    if (!is_list(argument_) || expression_.args.size() != 2)
      return refuse(argument_, "takes a logical id and an attribute", help);
    const Field &id = expression_.args[0], &attribute = expression_.args[1];
    if (is_text(id) && !id.value->text.empty())
      expression_.target = id.value->text;
    else if (!(is_call(id) && extensions_))
      return refuse(id, "takes a logical id as first argument", help);
    if (is_text(attribute) && !attribute.value->text.empty())
      expression_.attribute = attribute.value->text;
    else if (!is_call(attribute))
      return refuse(attribute, "takes the name of an attribute as second argument", help);
  }

  // "Queue.Arn": the first dot ends the logical id, as attributes may have dots ("Outputs.Name").
  void cut_get_att(std::string_view help) {
    const std::string_view text = argument_.value->text;
    const std::size_t dot = text.find('.');
    if (dot == std::string_view::npos || dot == 0 || dot + 1 == text.size())
      return refuse(argument_, arena_.join({"takes a logical id and an attribute, not '", text, "'"}), help);
    expression_.target = text.substr(0, dot);
    expression_.attribute = text.substr(dot + 1);
    expression_.args = arena_.copy(std::vector<Field>{part(0, dot), part(dot + 1, text.size() - dot - 1)});
  }

  Field part(std::size_t offset, std::size_t length) {
    Value value = *argument_.value;
    value.text = value.text.substr(offset, length);
    value.node = nullptr;
    return {"", part_of(argument_, offset, length), arena_.make<Value>(value)};
  }

  void parse_sub_call() {
    const bool with_map = is_list(argument_);
    if (with_map && expression_.args.size() != 2)
      return refuse(argument_, "takes a text, or a list of a text and a map of variables", "");
    const Field& text = expression_.args[0];
    if (!is_text(text)) return refuse(text, "takes a text as first argument", "");
    if (with_map && !expression_.args[1].value->is(ValueKind::map))
      return refuse(expression_.args[1], "takes a map of variables as second argument", "");
    if (const std::optional<Span> wrong = find_sub_error(text.value->text)) return refuse_variable(text, *wrong);
    const std::span<const SubPart> parts = parse_sub(text.value->text, arena_);
    expression_.parts = with_map ? with_locals(parts, *expression_.args[1].value) : parts;
  }

  void refuse_variable(const Field& text, Span wrong) {
    const std::string_view variable = text.value->text.substr(wrong.begin, std::min<std::size_t>(wrong.size(), 60));
    const Origin place = part_of(text, wrong.begin, wrong.size());
    const bool has_lone_dot = variable.substr(0, 3) == "${." || (variable.size() > 3 && variable.substr(variable.size() - 2) == ".}");
    refuse({"", place, text.value},
           arena_.join({"has the variable '", variable,
                        has_lone_dot ? "': a dot stands between a resource and its attribute"
                                     : "': names have only letters, digits, '_', '.' and ':'"}),
           "to keep the text as it is, write ${!…}");
  }

  std::span<const SubPart> with_locals(std::span<const SubPart> parts, const Value& variables) {
    std::vector<SubPart> bound(parts.begin(), parts.end());
    for (SubPart& part : bound) {
      if (!part.is_variable) continue;
      const std::string_view whole =
          part.attribute.empty() ? part.target : std::string_view(part.target.data(), part.attribute.data() + part.attribute.size() - part.target.data());
      part.local = variables.find(whole);
    }
    return arena_.copy(bound);
  }

  void parse_join() {
    if (!need_list(2, "a delimiter and a list")) return;
    if (!is_text(expression_.args[0]))
      return refuse(expression_.args[0], "takes a literal text as delimiter", "");
    need_list_like(expression_.args[1]);
  }

  void parse_select() {
    if (!need_list(2, "an index and a list")) return;
    const Field& index = expression_.args[0];
    if (is_text(index)) {
      if (!parse_integer(index.value->text) || *parse_integer(index.value->text) < 0)
        return refuse(index, arena_.join({"takes a whole number as index, not '", index.value->text, "'"}), "");
    } else if (!is_call(index)) {
      return refuse(index, "takes a whole number as index", "");
    }
    need_list_like(expression_.args[1]);
    const std::optional<std::int64_t> at = parse_integer(index.value->literal());
    const Value& list = *expression_.args[1].value;
    if (valid_ && at && list.is(ValueKind::list) && static_cast<std::size_t>(*at) >= list.fields.size() && !has_calls(list))
      refuse(index, arena_.join({"takes item ", index.value->text, " (the first is 0) of a list of ",
                                 std::to_string(list.fields.size())}), "");
  }

  static bool has_calls(const Value& list) {
    for (const Field& item : list.fields)
      if (!item.value->is(ValueKind::text)) return true;
    return false;
  }

  void parse_split() {
    if (!need_list(2, "a delimiter and a text")) return;
    if (!is_text(expression_.args[0]) || expression_.args[0].value->text.empty())
      return refuse(expression_.args[0], "takes a literal text as delimiter", "");
    need_text_like(expression_.args[1]);
  }

  void parse_if() {
    constexpr std::string_view help = "write [condition, value if true, value if false]; !Ref AWS::NoValue leaves a value out";
    if (!is_list(argument_) || expression_.args.size() != 3)
      return refuse(argument_, arena_.join({"takes three arguments, not ", std::to_string(count())}), help);
    const Field& condition = expression_.args[0];
    if (!is_text(condition) || condition.value->text.empty())
      return refuse(condition, "takes the name of a condition as first argument", help);
    expression_.target = condition.value->text;
  }

  void parse_find_in_map() {
    const std::size_t most = 4;  // the fourth, {DefaultValue: …}, comes with AWS::LanguageExtensions
    if (!is_list(argument_) || expression_.args.size() < 3 || expression_.args.size() > most)
      return refuse(argument_, arena_.join({"takes three arguments, not ", std::to_string(count())}),
                    "write [mapping, top-level key, second-level key]");
    for (std::size_t i = 0; i < 3; ++i)
      if (!is_text(expression_.args[i]) && !is_call(expression_.args[i]))
        return refuse(expression_.args[i], "takes texts or functions that give one", "");
    if (expression_.args.size() == most && expression_.args[3].value->find("DefaultValue") == nullptr)
      return refuse(expression_.args[3], "takes {DefaultValue: …} as fourth argument", "");
    expression_.target = expression_.args[0].value->literal();
  }

  void parse_transform() {
    const Field* name = argument_.value->find("Name");
    if (argument_.value->is(ValueKind::list)) return;  // several transforms: each is open
    if (name == nullptr) return refuse(argument_, "takes a map with the Name of a macro", "");
    expression_.target = name->value->literal();
  }

  void need_one_text() {
    if (expression_.args.size() != 1) return refuse(argument_, "takes one text", "");
    need_text_like(expression_.args[0]);
  }
  void need_text_like(const Field& field) {
    if (!is_text(field) && !is_call(field) && !field.value->is(ValueKind::null))
      refuse(field, "takes a text, or a function that gives one", "");
  }
  void need_list_like(const Field& field) {
    if (!is_list(field) && !is_call(field)) refuse(field, "takes a list, or a function that gives one", "");
  }
  void need_structure() {
    if (is_text(argument_)) refuse(argument_, "takes a map or a list", "");
  }

  void need_conditions(std::size_t least, std::size_t most) {
    const std::string_view bounds = most == 1 ? "one condition" : "2 to 10 conditions";
    if (!is_list(argument_) || expression_.args.size() < least || expression_.args.size() > most)
      return refuse(argument_, arena_.join({"takes ", bounds, " in a list, not ", std::to_string(count())}), "");
    for (const Field& arg : expression_.args)
      if (!is_call(arg)) return refuse(arg, "takes conditions", "write {Condition: Name}, !Condition Name, or a condition function");
  }

  void need_count(std::size_t least, std::size_t most, std::string_view what) {
    if (!is_list(argument_) || expression_.args.size() < least || expression_.args.size() > most)
      refuse(argument_, arena_.join({"takes a list of ", what}), "");
  }
  bool need_list(std::size_t size, std::string_view what) {
    need_count(size, size, what);
    return valid_;
  }
  std::size_t count() const { return is_list(argument_) ? expression_.args.size() : 1; }

  void refuse(const Field& where, std::string_view what, std::string_view help) {
    if (!valid_) return;
    valid_ = false;
    Problem problem;
    problem.rule = "invalid-intrinsic";
    problem.where = where.origin.value_place();
    problem.message = arena_.join({expression_.name, " ", what});
    problem.help = help;
    problems_.push_back(problem);
  }

  const Intrinsic& intrinsic_;
  const Field& argument_;
  bool extensions_;
  Arena& arena_;
  std::vector<Problem>& problems_;
  Expression expression_;
  bool valid_ = true;
};

}  // namespace

Origin part_of(const Field& field, std::size_t offset, std::size_t length) {
  Origin origin = field.origin;
  const Node* node = field.value->node;
  if (node == nullptr || node->kind != NodeKind::scalar) return origin;
  const bool quoted = node->style == ScalarStyle::single_quoted || node->style == ScalarStyle::double_quoted;
  const std::size_t quotes = quoted ? 2 : 0;
  if (!quoted && node->style != ScalarStyle::plain) return origin;
  if (node->span.size() != field.value->text.size() + quotes) return origin;  // escapes or folded lines
  const std::size_t begin = node->span.begin + quotes / 2 + offset;
  origin.value = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + length)};
  origin.key = origin.value;
  return origin;
}

const Expression* parse_call(const IntrinsicCall& call, Arena& arena, std::vector<Problem>& problems) {
  return ExpressionParser{call, arena, problems}.parse();
}

const Expression* parse_expression(std::string_view name, const Field& argument, Arena& arena,
                                   std::vector<Problem>& problems) {
  const Intrinsic* intrinsic = find_intrinsic(name);
  if (intrinsic != nullptr) return parse_call({*intrinsic, name, argument}, arena, problems);
  if (!is_function_key(name)) return nullptr;
  Expression unknown;
  unknown.name = name;
  unknown.argument = arena.make<Field>(argument);
  unknown.args = argument.value->is(ValueKind::list) ? argument.value->fields : std::span<const Field>(unknown.argument, 1);
  return arena.make<Expression>(unknown);
}

}  // namespace cumulint
