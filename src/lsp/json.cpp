// Values of messages.
#include "lsp/json.h"

#include <algorithm>

namespace cumulint::lsp {

Json Json::array(std::vector<Json> items) {
  Json made;
  made.kind_ = Kind::array;
  made.items_ = std::move(items);
  return made;
}

Json Json::object(std::vector<Member> members) {
  Json made;
  made.kind_ = Kind::object;
  made.members_ = std::move(members);
  return made;
}

std::uint32_t Json::position() const {
  const std::optional<std::int64_t> value = integer();
  if (!value || *value < 0) return 0;
  return *value > UINT32_MAX ? UINT32_MAX : static_cast<std::uint32_t>(*value);
}

std::optional<std::int64_t> Json::integer() const {
  if (kind_ == Kind::integer) return integer_;
  // 3.0 is an integer to JavaScript.
  if (kind_ == Kind::number && number_ >= -9e15 && number_ <= 9e15) return static_cast<std::int64_t>(number_);
  return std::nullopt;
}

const Json& Json::operator[](std::string_view key) const {
  static const Json nothing;
  for (const Member& member : members_) {
    if (member.first == key) return member.second;
  }
  return nothing;
}

bool Json::has(std::string_view key) const {
  return std::any_of(members_.begin(), members_.end(), [&](const Member& member) { return member.first == key; });
}

bool operator==(const Json& a, const Json& b) {
  return a.kind_ == b.kind_ && a.boolean_ == b.boolean_ && a.integer_ == b.integer_ && a.number_ == b.number_ &&
         a.text_ == b.text_ && a.items_ == b.items_ && a.members_ == b.members_;
}

}  // namespace cumulint::lsp
