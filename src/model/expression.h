// Expression: an intrinsic function call; short (!Ref) and long ({"Ref": …}) forms are one type.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "model/value.h"

namespace cumulint {

enum class ExpressionKind : std::uint8_t {
  ref, get_att, sub, join, select, split, if_, find_in_map, base64, import_value, get_azs, cidr, length,
  to_json_string, transform, for_each,
  // condition functions
  condition, and_, or_, not_, equals,
  // functions of the Rules section
  contains, each_member_equals, each_member_in, ref_all, value_of, value_of_all,
  unknown  // Fn:: something we don't know: open
};

/// A part of a Sub text: literal text, or `${target}` / `${target.attribute}`.
struct SubPart {
  std::string_view text;                // literal (with `${!x}` as `${x}`); empty for a variable
  std::string_view target, attribute;   // of a variable; attribute is empty for a Ref
  const Field* local = nullptr;         // the value of the Sub's own map, if it names this variable
  Span decoded;                         // in the decoded text of the template string; of a variable with its ${}
  bool is_variable = false;
};

struct Expression {
  ExpressionKind kind = ExpressionKind::unknown;
  std::string_view name;            // long form: "Ref", "Fn::GetAtt", "Condition"
  std::string_view target;          // Ref: id; GetAtt: resource id; If and Condition: the condition's name; GetAZs …: empty
  std::string_view attribute;       // GetAtt with a literal attribute
  const Field* argument = nullptr;  // as written: the one value of the long form; never null
  std::span<const Field> args;      // in order, without the list around: If: condition, then, else; Join: delimiter,
                                    // list; FindInMap: map, key, second key (, options); GetAtt: id, attribute;
                                    // Sub: text (, map); others: the argument's items, or the one argument
  std::span<const SubPart> parts;   // Sub only
};

}  // namespace cumulint
