// Path arithmetic on text alone: no file is looked at.
#include <vector>

#include "base/strings.h"
#include "text/file-system.h"

namespace cumulint {

std::string normalise_path(std::string_view path) {
  const bool absolute = starts_with(path, "/");
  std::vector<std::string_view> parts;
  for (std::string_view part : split(path, '/')) {
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      parts.push_back(part);
    } else if (!parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else if (!absolute) {
      parts.push_back(part);
    }
  }
  std::string out;
  if (absolute) out += '/';
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += '/';
    out += parts[i];
  }
  if (out.empty() && !path.empty()) out += '.';
  return out;
}

std::string join_path(std::string_view folder, std::string_view name) {
  if (folder.empty() || starts_with(name, "/")) return std::string(name);
  std::string out(folder);
  if (!ends_with(folder, "/") && !name.empty()) out += '/';
  out += name;
  return out;
}

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return {};
  return path.substr(0, slash == 0 ? 1 : slash);
}

std::string_view file_name_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string_view extension_of(std::string_view path) {
  const std::string_view name = file_name_of(path);
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? std::string_view{} : name.substr(dot);
}

std::string relative_path(std::string_view path, std::string_view folder) {
  std::string whole = normalise_path(path), base = normalise_path(folder);
  if (base.empty() || base == ".") return whole;
  if (whole == base) return ".";
  if (base.back() != '/') base += '/';
  return starts_with(whole, base) ? whole.substr(base.size()) : whole;
}

}  // namespace cumulint
