// Matching of request paths with routes.
#include "graph/routes.h"

#include <algorithm>

#include "base/strings.h"

namespace cumulint {
namespace {

/// The path without its query; "${?}" is a part that is not known.
std::string_view without_query(std::string_view path) {
  for (std::size_t i = 0; i < path.size(); ++i)
    if (path[i] == '#' || (path[i] == '?' && (i == 0 || path[i - 1] != '{'))) return path.substr(0, i);
  return path;
}

std::vector<std::string_view> segments_of(std::string_view path) {
  path = without_query(path);
  std::vector<std::string_view> all;
  for (std::string_view segment : split(path, '/'))
    if (!segment.empty()) all.push_back(segment);
  return all;
}

bool fits_segment(std::string_view segment, std::string_view route) {
  return starts_with(route, "{") || contains(segment, "${") || segment == route;
}

/// How many segments are equal as texts: the nearest route is the one that the API picks. -1: it does not fit.
int similarity(std::span<const std::string_view> path, const std::vector<std::string_view>& route) {
  int equal = 0;
  for (std::size_t i = 0; i < route.size(); ++i) {
    if (ends_with(route[i], "+}")) return path.size() > i ? equal : -1;
    if (i >= path.size() || !fits_segment(path[i], route[i])) return -1;
    equal += path[i] == route[i] ? 2 : starts_with(route[i], "{") ? 1 : 0;
  }
  return path.size() == route.size() ? equal : -1;
}

/// With a stage in front for REST APIs; for HTTP APIs with or without one.
int similarity(const Route& route, const std::vector<std::string_view>& path) {
  if (route.path == "$default") return 0;
  const std::vector<std::string_view> own = segments_of(route.path);
  int best = -1;
  if (route.kind != ApiKind::rest) best = similarity(path, own);
  if (!path.empty()) best = std::max(best, similarity(std::span(path).subspan(1), own));
  return best;
}

/// A hole beside other text ("prod${?}") may bring slashes of its own; one that is a whole segment stands for one.
bool has_open_segment(const std::vector<std::string_view>& path) {
  return std::any_of(path.begin(), path.end(), [](std::string_view segment) {
    return contains(segment, "${") && (!starts_with(segment, "${") || segment.find('}') + 1 != segment.size());
  });
}

}  // namespace

bool fits_route(std::string_view path, std::string_view route) {
  return similarity(segments_of(path), segments_of(route)) >= 0;
}

std::vector<const Route*> routes_of(const Graph& graph, const GraphNode& function) {
  std::vector<const Route*> all;
  for (const Route& route : graph.routes)
    if (route.target == &function) all.push_back(&route);
  return all;
}

std::vector<const Route*> routes_called(const Graph& graph, const Edge& http_call) {
  const std::string_view label = http_call.label;
  const std::size_t space = label.find(' ');
  const std::string_view method = space == std::string_view::npos ? std::string_view{} : label.substr(0, space);
  const std::string_view written = space == std::string_view::npos ? label : label.substr(space + 1);
  std::vector<std::string_view> path = segments_of(written);
  // What follows the host without a slash is a path of any length.
  if (starts_with(written, "${") || has_open_segment(path)) path.clear();
  std::vector<const Route*> found;
  int best = 0;
  for (const Route& route : graph.routes) {
    if (route.api != http_call.to) continue;
    if (!method.empty() && route.method != method && route.method != "ANY") continue;
    const int similar = route.kind == ApiKind::function_url || path.empty() ? 0 : similarity(route, path);
    if (similar < best) continue;
    if (similar > best) found.clear();
    best = similar;
    found.push_back(&route);
  }
  return found;
}

}  // namespace cumulint
