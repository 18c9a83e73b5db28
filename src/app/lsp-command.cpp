// cumulint lsp: the language server on standard input and output.
#include "app/command.h"
#include "app/editor.h"
#include "lsp/server.h"

namespace cumulint {
namespace {

class StandardOutput final : public lsp::MessageSink {
 public:
  explicit StandardOutput(Outside& outside) : outside_(outside) {}
  void send(std::string_view bytes) override { outside_.print(bytes); }

 private:
  Outside& outside_;
};

}  // namespace

Status run_language_server(const Options&, Outside& outside) {
  EditorPipeline pipeline(outside);
  StandardOutput output(outside);
  lsp::Server server(pipeline, output, CUMULINT_VERSION);
  char buffer[65536];
  while (!server.exit_status()) {
    const std::size_t got = outside.read_input(buffer, sizeof buffer);
    if (got == 0) return Status::findings;  // the client went without a word: status 1, as the protocol has it
    server.receive({buffer, got});
  }
  return *server.exit_status() == 0 ? Status::clean : Status::findings;
}

}  // namespace cumulint
