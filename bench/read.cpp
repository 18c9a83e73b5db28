// How fast templates are read, beside libyaml and yaml-cpp in the same run: `bench-read`.
// The templates: every one below CUMULINT_BENCH_CORPUS (a folder), else those of fixtures and generated ones.

#include <benchmark/benchmark.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>
#include <yaml.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "syntax/read.h"
#include "text/source-map.h"

namespace {

using namespace cumulint;

struct Corpus {
  std::vector<std::string> texts;  // with padding
  std::size_t bytes = 0;

  void add(std::string text) {
    bytes += text.size();
    text.append(SourceFile::padding, '\0');
    texts.push_back(std::move(text));
  }
  std::string_view text(std::size_t i) const { return {texts[i].data(), texts[i].size() - SourceFile::padding}; }
};

/// A template of the usual shape, so that there is something to read without a folder.
std::string generated_template(int resources) {
  std::string out = "AWSTemplateFormatVersion: '2010-09-09'\nTransform: AWS::Serverless-2016-10-31\nResources:\n";
  for (int i = 0; i < resources; ++i) {
    const std::string name = "Worker" + std::to_string(i);
    out += "  " + name + ":\n    Type: AWS::Serverless::Function # polls the queue\n    Properties:\n      Handler: app.handler\n"
           "      Runtime: python3.13\n      Environment:\n        Variables:\n          TABLE: !Ref Table\n"
           "          QUEUE_URL: !Sub \"https://sqs.${AWS::Region}.amazonaws.com/${AWS::AccountId}/jobs\"\n"
           "      Policies:\n        - Statement:\n            - Effect: Allow\n              Action: [sqs:SendMessage, sqs:GetQueueUrl]\n"
           "              Resource: !GetAtt Jobs.Arn\n      Description: >-\n        takes the jobs of a day\n        and stores their results\n\n";
  }
  return out;
}

Corpus corpus(const std::string& extension) {
  Corpus found;
  const char* const folder = std::getenv("CUMULINT_BENCH_CORPUS");
  const std::string root = folder != nullptr ? folder : CUMULINT_SOURCE_DIR "/fixtures";
  std::error_code ignored;
  for (const auto& file : std::filesystem::recursive_directory_iterator(root, ignored)) {
    const std::string found_extension = file.path().extension().string();
    if (!file.is_regular_file() || file.file_size() > 500'000) continue;
    if (found_extension != extension && !(extension == ".yaml" && found_extension == ".yml")) continue;
    std::ostringstream text;
    text << std::ifstream(file.path()).rdbuf();
    const bool is_template = text.str().find("Resources") != std::string::npos;
    if (is_template) found.add(text.str());
  }
  if (found.texts.empty() && extension == ".yaml") {
    for (int size : {1, 3, 10, 30}) found.add(generated_template(size));
  }
  return found;
}

/// Runs `read` over the whole corpus, over and over.
template <class Read>
void run(benchmark::State& state, const std::string& extension, Read read) {
  const Corpus templates = corpus(extension);
  for (auto _ : state) {
    for (std::size_t i = 0; i < templates.texts.size(); ++i) read(templates.text(i));
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * templates.bytes));
  state.counters["files"] = static_cast<double>(templates.texts.size());
}

void cumulint_yaml(benchmark::State& state) {
  run(state, ".yaml", [](std::string_view text) {
    Arena arena;
    benchmark::DoNotOptimize(read_yaml(FileId{0}, text, arena).root);
  });
}

void cumulint_json(benchmark::State& state) {
  run(state, ".json", [](std::string_view text) {
    Arena arena;
    benchmark::DoNotOptimize(read_json(FileId{0}, text, arena).root);
  });
}

void libyaml_events(benchmark::State& state) {
  run(state, ".yaml", [](std::string_view text) {
    yaml_parser_t parser;
    yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char*>(text.data()), text.size());
    for (bool done = false; !done;) {
      yaml_event_t event;
      if (!yaml_parser_parse(&parser, &event)) break;
      done = event.type == YAML_STREAM_END_EVENT;
      yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
  });
}

class IgnoreEvents final : public YAML::EventHandler {
  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}
};

void yaml_cpp_events(benchmark::State& state) {
  run(state, ".yaml", [](std::string_view text) {
    try {
      std::istringstream stream{std::string(text)};
      YAML::Parser parser(stream);
      IgnoreEvents ignore;
      while (parser.HandleNextDocument(ignore)) {
      }
    } catch (const YAML::Exception&) {  // not a template that yaml-cpp reads
    }
  });
}

BENCHMARK(cumulint_yaml)->Unit(benchmark::kMillisecond);
BENCHMARK(libyaml_events)->Unit(benchmark::kMillisecond);
BENCHMARK(yaml_cpp_events)->Unit(benchmark::kMillisecond);
BENCHMARK(cumulint_json)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
