// The base protocol: messages with a Content-Length header in a stream of bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cumulint::lsp {

/// Cuts a stream into messages. What is no header is skipped; a length beyond the limit too.
class MessageStream {
 public:
  void feed(std::string_view bytes) { buffer_ += bytes; }
  /// The next whole message's content.
  std::optional<std::string> next();

 private:
  static constexpr std::size_t longest_message = 64'000'000;

  std::string buffer_;
  std::size_t to_skip_ = 0;  // bytes of a message that is too long
};

/// A message as it goes over the wire.
std::string framed(std::string_view content);

}  // namespace cumulint::lsp
