// Json: a value of a message, as JSON-RPC sends it.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cumulint::lsp {

/// Questions to what is not there are answered by null, so that a chain of them needs no checks.
class Json {
 public:
  enum class Kind : std::uint8_t { null, boolean, integer, number, text, array, object };
  using Member = std::pair<std::string, Json>;

  Json() = default;
  Json(bool value) : kind_(Kind::boolean), boolean_(value) {}
  Json(int value) : kind_(Kind::integer), integer_(value) {}
  Json(std::uint32_t value) : kind_(Kind::integer), integer_(value) {}
  Json(std::int64_t value) : kind_(Kind::integer), integer_(value) {}
  Json(double value) : kind_(Kind::number), number_(value) {}
  Json(std::string value) : kind_(Kind::text), text_(std::move(value)) {}
  Json(std::string_view value) : Json(std::string(value)) {}
  Json(const char* value) : Json(std::string(value)) {}

  static Json array(std::vector<Json> items = {});
  static Json object(std::vector<Member> members = {});

  Kind kind() const { return kind_; }
  bool is_null() const { return kind_ == Kind::null; }
  bool is_object() const { return kind_ == Kind::object; }
  bool is_array() const { return kind_ == Kind::array; }
  bool is_text() const { return kind_ == Kind::text; }
  bool is_true() const { return kind_ == Kind::boolean && boolean_; }
  bool boolean() const { return boolean_; }
  double number() const { return kind_ == Kind::integer ? static_cast<double>(integer_) : number_; }
  /// Not negative and no larger than 32 bits, as positions are; else 0.
  std::uint32_t position() const;
  std::optional<std::int64_t> integer() const;
  const std::string& text() const { return text_; }
  const std::vector<Json>& items() const { return items_; }
  const std::vector<Member>& members() const { return members_; }

  const Json& operator[](std::string_view key) const;
  /// Is the member there, even as null?
  bool has(std::string_view key) const;
  void set(std::string key, Json value) { members_.emplace_back(std::move(key), std::move(value)); }
  void push(Json value) { items_.push_back(std::move(value)); }

  friend bool operator==(const Json& a, const Json& b);

 private:
  Kind kind_ = Kind::null;
  bool boolean_ = false;
  std::int64_t integer_ = 0;
  double number_ = 0;
  std::string text_;
  std::vector<Json> items_;
  std::vector<Member> members_;
};

}  // namespace cumulint::lsp
