// Prints what is known of values.
#include "resolve/print-values.h"

#include <map>

#include "text/line-index.h"
#include "text/secrets.h"

namespace cumulint {
namespace {

constexpr int depth_limit = 60;

std::string_view to_text(CauseKind kind) {
  switch (kind) {
    case CauseKind::alias: return "alias";
    case CauseKind::merge: return "merge";
    case CauseKind::include: return "include";
    case CauseKind::for_each: return "loop";
    case CauseKind::globals: return "Globals";
    case CauseKind::sam: return "SAM";
    case CauseKind::aws_default: return "default of AWS";
    case CauseKind::parameter: return "parameter";
    case CauseKind::mapping: return "mapping";
  }
  return "";
}

class Printer {
 public:
  Printer(const Resolver& resolver, const SourceMap& sources) : resolver_(resolver), sources_(sources) {}

  std::string print(std::string_view place) {
    const std::size_t dot = place.find('.');
    const std::string_view id = place.substr(0, dot);
    for (const Resource& resource : resolver_.source().resources) {
      if (!place.empty() && resource.id != id) continue;
      const Scenario exists = resolver_.exists(resource, arena_);
      const std::string name(resource.id);
      if (dot == std::string_view::npos) {
        value(name, *resource.properties, exists, 0);
        continue;
      }
      const std::string path(place.substr(dot + 1));
      const Choices found = resolver_.find(*resource.properties, path, arena_, exists);
      for (const Choice& choice : found.items) value(name + "." + path, *choice.field, choice.when, 0);
      if (found.open) line(name + "." + path, "open");
    }
    return std::move(out_);
  }

 private:
  void value(const std::string& path, const Field& field, const Scenario& under, int depth) {
    if (depth > depth_limit) return;
    const Choices choices = resolver_.choices(field, arena_, under);
    for (const Choice& choice : choices.items) {
      const Value& value = *choice.field->value;
      if (value.is(ValueKind::map)) {
        for (const Field& pair : value.fields) this->value(path + "." + std::string(pair.key), pair, choice.when, depth + 1);
      } else if (value.is(ValueKind::list)) {
        for (std::size_t i = 0; i < value.fields.size(); ++i)
          this->value(path + "[" + std::to_string(i) + "]", value.fields[i], choice.when, depth + 1);
      } else if (depth > 0 || !value.is(ValueKind::absent)) {
        scalar(path, *choice.field, choice.when);
      }
    }
    if (choices.open) line(path, "open");
    if (choices.invalid) line(path, "invalid");
  }

  void scalar(const std::string& path, const Field& field, const Scenario& under) {
    const Possible possible = resolver_.resolve(field, arena_, under);
    for (const Candidate& candidate : possible.candidates) {
      std::string text = candidate.absent ? "not set" : "'" + mask_secrets(cumulint::to_text(candidate.text)) + "'";
      text += "  ";
      text += cumulint::to_text(weakest(candidate.when, {}));
      if (!candidate.when.is_fact()) text += ", if " + cumulint::to_text(candidate.when);
      text += "  " + origin(candidate.field->origin);
      line(path, text);
    }
    if (possible.open) line(path, "open: other values may appear at deployment");
    if (possible.invalid) line(path, "invalid");
  }

  std::string origin(const Origin& origin) {
    std::string text = place(origin.value_place());
    int links = 0;
    for (const Cause* cause = origin.cause; cause != nullptr && ++links < 10; cause = cause->user.cause)
      text += " (" + std::string(to_text(cause->kind)) + " for " + place(cause->user.value_place()) + ")";
    return text;
  }

  std::string place(Location where) {
    if (where.file == FileId::none) return "-";
    const SourceFile& file = sources_.file(where.file);
    const auto index = lines_.try_emplace(where.file, file.text()).first;
    const Position position = index->second.position(where.span.begin, ColumnUnit::code_points);
    return file.path + ":" + std::to_string(position.line + 1) + ":" + std::to_string(position.column + 1);
  }

  void line(const std::string& path, const std::string& text) {
    if (path != last_path_) out_ += path + "\n";
    last_path_ = path;
    out_ += "  " + text + "\n";
  }

  const Resolver& resolver_;
  const SourceMap& sources_;
  Arena arena_;
  std::map<FileId, LineIndex> lines_;
  std::string out_, last_path_;
};

}  // namespace

std::string to_text(const PartialText& text) {
  std::string out;
  for (const Piece& piece : text.pieces) {
    if (!piece.open && piece.alternatives.size() == 1) {
      out += piece.alternatives[0].text;
      continue;
    }
    if (piece.alternatives.empty()) {
      const Reference& reference = piece.reference;
      out += "${" + std::string(reference.target.empty() ? "?" : reference.target);
      if (!reference.attribute.empty()) out += "." + std::string(reference.attribute);
      out += "}";
      continue;
    }
    out += "{";
    for (const Alternative& alternative : piece.alternatives) out += std::string(alternative.text) + "|";
    if (piece.open) out += "?";
    else out.pop_back();
    out += "}";
  }
  return out;
}

std::string to_text(const Scenario& scenario) {
  std::size_t size = 0;
  for (const Atom& atom : scenario.atoms) size += atom.subject->name.size() + atom.literal.size() + 9;
  std::string out;
  out.reserve(size);
  for (const Atom& atom : scenario.atoms) {
    if (!out.empty()) out += " and ";
    out += atom.subject->name;
    out += " is ";
    out += atom.literal;
  }
  return out;
}

std::string_view to_text(Basis basis) {
  switch (basis) {
    case Basis::fact: return "fact";
    case Basis::condition: return "condition";
    case Basis::allowed_value: return "allowed value";
    case Basis::parameter_default: return "parameter default";
  }
  return "";
}

std::string print_values(const Resolver& resolver, const SourceMap& sources, std::string_view place) {
  return Printer{resolver, sources}.print(place);
}

}  // namespace cumulint
