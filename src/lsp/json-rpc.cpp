// JSON by RapidJSON: the only place of the server that includes it.
#include "lsp/json-rpc.h"

#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace cumulint::lsp {
namespace {

constexpr std::size_t most_depth = 200;

/// Builds values from RapidJSON's events, without recursion.
class Builder : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Builder> {
 public:
  bool Null() { return add({}); }
  bool Bool(bool value) { return add(value); }
  bool Int(int value) { return add(std::int64_t{value}); }
  bool Uint(unsigned value) { return add(std::int64_t{value}); }
  bool Int64(std::int64_t value) { return add(value); }
  bool Uint64(std::uint64_t value) { return add(static_cast<double>(value)); }
  bool Double(double value) { return add(value); }
  bool String(const char* text, rapidjson::SizeType size, bool) { return add(std::string(text, size)); }
  bool Key(const char* text, rapidjson::SizeType size, bool) {
    open_.back().key.assign(text, size);
    return true;
  }
  bool StartObject() { return open(Json::object()); }
  bool StartArray() { return open(Json::array()); }
  bool EndObject(rapidjson::SizeType) { return close(); }
  bool EndArray(rapidjson::SizeType) { return close(); }

  Json take() { return std::move(root_); }

 private:
  struct Level {
    Json value;
    std::string key;
  };

  bool open(Json value) {
    if (open_.size() >= most_depth) return false;
    open_.push_back({std::move(value), {}});
    return true;
  }

  bool close() {
    Json value = std::move(open_.back().value);
    open_.pop_back();
    return add(std::move(value));
  }

  bool add(Json value) {
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (open_.back().value.is_array()) {
      open_.back().value.push(std::move(value));
    } else {
      open_.back().value.set(std::move(open_.back().key), std::move(value));
    }
    return true;
  }

  std::vector<Level> open_;
  Json root_;
};

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void write_text(Writer& writer, std::string_view text) {
  writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

/// The server's own messages: their depth is known to be small.
void write(Writer& writer, const Json& value) {
  switch (value.kind()) {
    case Json::Kind::null: writer.Null(); break;
    case Json::Kind::boolean: writer.Bool(value.boolean()); break;
    case Json::Kind::integer: writer.Int64(*value.integer()); break;
    case Json::Kind::number: writer.Double(value.number()); break;
    case Json::Kind::text: write_text(writer, value.text()); break;
    case Json::Kind::array:
      writer.StartArray();
      for (const Json& item : value.items()) write(writer, item);
      writer.EndArray();
      break;
    case Json::Kind::object:
      writer.StartObject();
      for (const Json::Member& member : value.members()) {
        write_text(writer, member.first);
        write(writer, member.second);
      }
      writer.EndObject();
      break;
  }
}

}  // namespace

std::optional<Json> parse_json(std::string_view text) {
  Builder builder;
  rapidjson::MemoryStream stream(text.data(), text.size());
  rapidjson::Reader reader;
  if (reader.Parse<rapidjson::kParseIterativeFlag>(stream, builder).IsError()) return std::nullopt;
  return builder.take();
}

std::string to_text(const Json& value) {
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  write(writer, value);
  return std::string(buffer.GetString(), buffer.GetSize());
}

Json response(const Json& id, Json result) {
  return Json::object({{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}});
}

Json error_response(const Json& id, ErrorCode code, std::string_view message) {
  return Json::object({{"jsonrpc", "2.0"},
                       {"id", id},
                       {"error", Json::object({{"code", static_cast<int>(code)}, {"message", message}})}});
}

Json notification(std::string_view method, Json params) {
  return Json::object({{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}});
}

}  // namespace cumulint::lsp
