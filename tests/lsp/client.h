// A scripted client: sends what an editor sends, reads what the server answers.

#pragma once

#include <string>
#include <vector>

#include "app/editor.h"
#include "lsp/server.h"
#include "support/memory-outside.h"

namespace cumulint::test {

class Client final : public lsp::MessageSink {
 public:
  Client() : pipeline_(outside), server_(pipeline_, *this, "1.2.3") {}

  MemoryOutside outside;

  /// `initialize` with these capabilities; the server's answer.
  lsp::Json start(const std::string& capabilities = "{}");
  void open(const std::string& path, const std::string& text);
  /// Replaces a range; lines and characters count from 0.
  void change(const std::string& path, lsp::Json range, const std::string& text);
  void close(const std::string& path);
  lsp::Json request(const std::string& method, lsp::Json params);
  void notify(const std::string& method, lsp::Json params);
  void send_bytes(std::string_view bytes) { server_.receive(bytes); }

  /// The diagnostics last published for a file; null if none ever were.
  lsp::Json diagnostics(const std::string& path) const;
  /// Their codes, with a space between.
  std::string codes(const std::string& path) const;
  /// Everything received since the last call.
  std::vector<lsp::Json> take() { return std::exchange(received_, {}); }
  std::optional<int> exit_status() const { return server_.exit_status(); }

  void send(std::string_view bytes) override;

 private:
  EditorPipeline pipeline_;
  lsp::Server server_;
  lsp::MessageStream stream_;
  std::vector<lsp::Json> received_;
  std::map<std::string, lsp::Json> published_;
  int next_id_ = 1, version_ = 1;
};

std::string uri(const std::string& path);
lsp::Json range(unsigned line, unsigned character, unsigned end_line, unsigned end_character);
/// The text after applying the edits of a `changes` workspace edit to one file.
std::string apply_edit(const lsp::Json& action, const std::string& path, std::string text);

}  // namespace cumulint::test
