// Logical ids and the hashes in them.
#include "sam/names.h"

#include <algorithm>
#include <vector>

#include "base/sha1.h"
#include "model/expression.h"
#include "model/scalar.h"

namespace cumulint::sam {
namespace {

void append_quoted(std::string& out, std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  const auto escape_unit = [&](std::uint32_t unit) {
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out += hex[unit >> shift & 0xf];
  };
  out += '"';
  for (std::size_t i = 0; i < text.size();) {
    const unsigned char byte = static_cast<unsigned char>(text[i]);
    if (byte == '"' || byte == '\\') out += '\\', out += text[i++];
    else if (byte == '\n') out += "\\n", ++i;
    else if (byte == '\r') out += "\\r", ++i;
    else if (byte == '\t') out += "\\t", ++i;
    else if (byte == '\b') out += "\\b", ++i;
    else if (byte == '\f') out += "\\f", ++i;
    else if (byte >= 0x20 && byte < 0x7f) out += text[i++];
    else if (byte < 0x80) escape_unit(byte), ++i;
    else {  // AWS hashes ASCII: other characters are escaped in UTF-16
      const std::size_t length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      std::uint32_t point = byte & (0xff >> (length + 1));
      for (std::size_t k = 1; k < length && i + k < text.size(); ++k)
        point = point << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3f);
      i = std::min(i + length, text.size());
      if (point >= 0x10000) escape_unit(0xd800 + ((point - 0x10000) >> 10 & 0x3ff)), escape_unit(0xdc00 + (point & 0x3ff));
      else escape_unit(point);
    }
  }
  out += '"';
}

void append_json(std::string& out, const Value& value);

void append_map(std::string& out, std::vector<const Field*> fields) {
  std::stable_sort(fields.begin(), fields.end(), [](const Field* a, const Field* b) { return a->key < b->key; });
  out += '{';
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i + 1 < fields.size() && fields[i + 1]->key == fields[i]->key) continue;  // of duplicates the last counts
    if (out.back() != '{') out += ',';
    append_quoted(out, fields[i]->key);
    out += ':';
    append_json(out, *fields[i]->value);
  }
  out += '}';
}

void append_scalar(std::string& out, const Value& value) {
  switch (scalar_kind(value)) {
    case ScalarKind::boolean: out += is_true(value) ? "true" : "false"; return;
    case ScalarKind::integer:
    case ScalarKind::real: out += value.text; return;
    case ScalarKind::text: append_quoted(out, value.text); return;
  }
}

void append_json(std::string& out, const Value& value) {
  switch (value.kind) {
    case ValueKind::absent: out += R"({"Ref":"AWS::NoValue"})"; return;
    case ValueKind::null:
    case ValueKind::broken: out += "null"; return;
    case ValueKind::text: append_scalar(out, value); return;
    case ValueKind::list:
      out += '[';
      for (const Field& item : value.fields) {
        if (&item != value.fields.data()) out += ',';
        append_json(out, *item.value);
      }
      out += ']';
      return;
    case ValueKind::map: {
      std::vector<const Field*> fields;
      for (const Field& field : value.fields) fields.push_back(&field);
      append_map(out, std::move(fields));
      return;
    }
    case ValueKind::expression:
      out += '{';
      append_quoted(out, value.expression->name);
      out += ':';
      append_json(out, *value.expression->argument->value);
      out += '}';
      return;
  }
}

}  // namespace

std::string hash_of(std::string_view text) { return sha1_hex(text).substr(0, 10); }

std::string compact_json(const Value& value) {
  std::string out;
  append_json(out, value);
  return out;
}

bool is_alphanumeric(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  });
}

}  // namespace cumulint::sam
