// Frames of messages.
#include "lsp/message-stream.h"

#include <algorithm>

#include "base/strings.h"

namespace cumulint::lsp {
namespace {

constexpr std::string_view header_end = "\r\n\r\n";

std::optional<std::size_t> content_length(std::string_view headers) {
  for (const std::string_view line : split(headers, '\n')) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !equals_ignoring_case(trim(line.substr(0, colon)), "content-length"))
      continue;
    const std::optional<std::int64_t> length = parse_integer(trim(line.substr(colon + 1)));
    if (length && *length >= 0) return static_cast<std::size_t>(*length);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> MessageStream::next() {
  while (true) {
    const std::size_t skipped = std::min(to_skip_, buffer_.size());
    buffer_.erase(0, skipped);
    to_skip_ -= skipped;
    const std::size_t end = buffer_.find(header_end);
    if (to_skip_ > 0 || end == std::string::npos) return std::nullopt;
    const std::optional<std::size_t> length = content_length(std::string_view(buffer_).substr(0, end));
    const std::size_t begin = end + header_end.size();
    if (!length) {
      buffer_.erase(0, begin);  // no header that we know: the next one may be
    } else if (*length > longest_message) {
      buffer_.erase(0, begin);
      to_skip_ = *length;
    } else if (buffer_.size() - begin < *length) {
      return std::nullopt;
    } else {
      std::string content = buffer_.substr(begin, *length);
      buffer_.erase(0, begin + *length);
      return content;
    }
  }
}

std::string framed(std::string_view content) {
  return "Content-Length: " + std::to_string(content.size()) + "\r\n\r\n" + std::string(content);
}

}  // namespace cumulint::lsp
