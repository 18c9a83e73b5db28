// Fuzzes the language server: any bytes, as they are and as whole messages. It answers in whole messages.

#include "app/editor.h"
#include "fuzz/reader-checks.h"
#include "lsp/server.h"
#include "support/memory-outside.h"

using namespace cumulint;

namespace {

class Answers final : public lsp::MessageSink {
 public:
  void send(std::string_view bytes) override {
    if (bytes.substr(0, 16) != "Content-Length: ") fuzz::fail("an answer without its length");
  }
};

std::string framed(std::string_view content) {
  return "Content-Length: " + std::to_string(content.size()) + "\r\n\r\n" + std::string(content);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string input(reinterpret_cast<const char*>(data), size);
  for (bool as_messages : {false, true}) {
    test::MemoryOutside outside;
    outside.file("template.yaml", test::slow_template);
    EditorPipeline pipeline(outside);
    Answers answers;
    lsp::Server server(pipeline, answers, "0.1.0");
    if (!as_messages) {
      server.receive(input);
      continue;
    }
    server.receive(framed(R"({"jsonrpc":"2.0","id":0,"method":"initialize","params":{"capabilities":{}}})"));
    for (std::size_t start = 0; start <= input.size();) {  // one message a line
      const std::size_t end = std::min(input.size(), input.find('\n', start));
      server.receive(framed(std::string_view(input).substr(start, end - start)));
      start = end + 1;
    }
  }
  return 0;
}
