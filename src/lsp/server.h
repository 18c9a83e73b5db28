// The language server: messages in, messages out. Knows neither pipes nor files.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lsp/convert.h"
#include "lsp/documents.h"
#include "lsp/json-rpc.h"
#include "lsp/message-stream.h"
#include "lsp/pipeline.h"

namespace cumulint::lsp {

/// Takes whole messages for the client, framed.
class MessageSink {
 public:
  virtual ~MessageSink() = default;
  virtual void send(std::string_view bytes) = 0;
};

class Server {
 public:
  Server(Pipeline& pipeline, MessageSink& sink, std::string version)
      : pipeline_(pipeline), sink_(sink), version_(std::move(version)) {}

  /// Handles all whole messages that have arrived, then analyses once what they changed.
  void receive(std::string_view bytes);
  /// After `exit`: the process's status. 0 if `shutdown` came before.
  std::optional<int> exit_status() const { return exit_status_; }

 private:
  struct Project {
    std::shared_ptr<const Checked> checked;
    std::set<std::string> files;  // with open documents
  };

  void handle(const std::string& content);
  void handle_request(const std::string& method, const Json& id, const Json& params);
  void handle_notification(const std::string& method, const Json& params);
  Json initialize(const Json& params);
  Json code_action(const Json& params);
  void watch_files();

  void open(const Json& params);
  void change(const Json& params);
  void close(const Json& params);
  void watched_files_changed(const Json& params);
  /// Runs the analysis for what changed since the last time, and publishes what is new.
  void analyse_changes();
  void publish(const std::string& project);
  void publish_file(const std::string& path, Json diagnostics);
  std::map<std::string, Json> diagnostics_by_file(const Checked& checked);
  void send(const Json& message) { sink_.send(framed(to_text(message))); }
  void show(int type, std::string_view method, const std::string& message);

  Pipeline& pipeline_;
  MessageSink& sink_;
  std::string version_;
  MessageStream stream_;
  Documents documents_;
  ClientAbilities abilities_;
  std::set<std::string> changed_;  // paths
  std::map<std::string, Project> projects_;
  std::map<std::string, std::string> project_of_;                 // by path of an open document
  std::map<std::string, std::map<std::string, Json>> published_;  // project -> path -> diagnostics
  bool initialized_ = false, shut_down_ = false, watches_files_ = false;
  std::optional<int> exit_status_;
};

}  // namespace cumulint::lsp
