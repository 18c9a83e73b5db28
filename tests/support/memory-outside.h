// The outside of a run, held in memory: files, streams, environment, clock.

#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "app/command.h"
#include "text/memory-file-system.h"

namespace cumulint::test {

/// Files lie below /project, which is the working folder too.
class MemoryOutside final : public Outside {
 public:
  MemoryFileSystem memory;
  std::string input, output, errors, folder = "/project";
  std::map<std::string, std::string> variables;
  bool output_is_terminal = false, errors_are_terminal = false;

  void file(const std::string& path, std::string text) { memory.write(join_path("/project", path), std::move(text)); }
  std::string text(const std::string& path) const {
    const Result<std::string> read = memory.read(join_path("/project", path), 100'000'000);
    return read ? *read : "(missing)";
  }
  /// Runs `cumulint ARGUMENTS…`; what it prints is in `output` and `errors`.
  int run(std::vector<std::string> arguments) {
    output.clear();
    errors.clear();
    return static_cast<int>(run_command(arguments, *this));
  }

  const FileSystem& files() const override { return memory; }
  std::string working_folder() const override { return folder; }
  std::size_t read_input(char* into, std::size_t size) override {
    const std::size_t got = std::min(size, input.size());
    input.copy(into, got);
    input.erase(0, got);
    return got;
  }
  void print(std::string_view text) override { output += text; }
  void complain(std::string_view text) override { errors += text; }
  bool prints_to_terminal() const override { return output_is_terminal; }
  bool complains_to_terminal() const override { return errors_are_terminal; }
  std::optional<Error> write_file(const std::string& path, std::string_view text) override {
    memory.write(path, std::string(text));
    return std::nullopt;
  }
  std::string variable(const std::string& name) const override {
    const auto found = variables.find(name);
    return found == variables.end() ? "" : found->second;
  }
  std::string today() const override { return "2026-11-24"; }
};

/// SAM: a queue that hides messages for 60 s, a function that may run for 120 s.
inline constexpr const char* slow_template =
    "Transform: AWS::Serverless-2016-10-31\n"
    "Resources:\n"
    "  Dead:\n"
    "    Type: AWS::SQS::Queue\n"
    "  Jobs:\n"
    "    Type: AWS::SQS::Queue\n"
    "    Properties:\n"
    "      VisibilityTimeout: 60\n"
    "      RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 5}\n"
    "  Worker:\n"
    "    Type: AWS::Serverless::Function\n"
    "    Properties:\n"
    "      Handler: app.handler\n"
    "      Runtime: python3.13\n"
    "      Timeout: 120\n"
    "      InlineCode: |\n"
    "        def handler(event, context):\n"
    "            return None\n"
    "      Events:\n"
    "        FromJobs:\n"
    "          Type: SQS\n"
    "          Properties: {Queue: !GetAtt Jobs.Arn, BatchSize: 1}\n";

}  // namespace cumulint::test
