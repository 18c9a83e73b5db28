// Interpreter: follows a program from its handler with meanings in place of values, and notes what it meets.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "code/code-values.h"
#include "code/language-model.h"
#include "code/meaning.h"
#include "code/modules.h"
#include "code/trace.h"

namespace cumulint {

/// What a walk may cost; beyond it the code is unknown.
struct WalkLimits {
  std::uint32_t steps = 400'000;
  int depth = 24;
  int nesting = 600;    // statements and expressions on the stack
  std::size_t facts = 2'000;  // of one kind
};

/// What Node.js gives a handler to answer with.
inline constexpr std::string_view callback_path = "lambda.callback";
/// A default that stands for an object of the parameter's type: FastAPI's Depends().
inline constexpr std::string_view made_by_type = "cumulint.by_type";

/// What one walk works on.
struct Walk {
  SourceLibrary& library;
  const ImportRoots& roots;
  const LanguageModel& model;
  MeaningStore& store;
  Trace& trace;
  const CodeValues* values = nullptr;  // the template's answers; null: none
};

/// One walk: load the handler's module, then run_handler.
class Interpreter {
 public:
  explicit Interpreter(const Walk& walk, const WalkLimits& limits = {});

  /// Runs a module's body if it has not run yet.
  void load(SourceModule& module, const CallFrame* from);
  /// A name that a module offers to others.
  Meanings exported(SourceModule& module, std::string_view name);
  /// Is there such a name, whatever it means? May there be more than is known?
  bool exports_name(const SourceModule& module, std::string_view name, int depth = 0);
  bool exports_open(const SourceModule& module) const;
  std::vector<std::string_view> exported_names(const SourceModule& module) const;
  /// CommonJS: what `exports` and `module.exports` stand for inside the module.
  Meanings own_exports(SourceModule& module);
  /// The map among the alternatives; what a module exports is one too. Null if there is none.
  const Meaning* as_map(const Meanings& values);
  /// Calls the handler with event and context.
  void run_handler(const Meanings& handler, SourceModule& module);

  // For packages.
  Meanings call(const Meanings& callee, CallSite& site);
  Meanings call_function(const Meaning& function, CallSite& site);
  /// Calls what may be a function with meanings for its first parameters; other parameters are unknown.
  Meanings call_back(const Meanings& function, std::vector<Meanings> arguments, CallSite& site);
  Meanings member(const Meanings& base, std::string_view name, const Expr* expr, CallFrame& frame);
  Meanings item(const Meanings& base, const Meanings& key, const Expr* expr, CallFrame& frame);
  /// The items of what is iterated over.
  Meanings elements(const Meanings& of, CallFrame& frame);
  Meanings element_at(const Meanings& of, std::size_t place, CallFrame& frame);
  void call_callbacks(CallSite& site);
  /// An object's fields, those of its class's body included, as a map.
  Meanings as_fields(const Meaning& instance, CallFrame& frame);
  Meanings choose(const Meanings& first, const Meanings& second);
  Meanings as_tested(const Meanings& values);
  Meanings as_defaults(const Meanings& values);
  Meanings boolean(Truth truth);
  void consume(const Meanings& values, const CallFrame& frame, int depth = 4);
  Meanings made(std::string_view path, CallSite& site);  // an instance of an external class
  /// What the handler, or a function that serves one of its routes, gives back.
  void note_result(const Meaning& result);
  void note_response(const Meaning& result);
  void note_client(std::string_view service, const CallSite& site);
  /// Does calling it run code of ours?
  bool is_callable(const Meaning& one);
  /// A field that the code gave to a package's object: axios.defaults.baseURL. Null: none.
  const Meanings* package_field(std::string_view object, std::string_view name) const;
  /// The code itself gives the variable a value.
  void assume_environment(std::string_view name) { assigned_environment_.push_back(name); }
  Meanings read_environment(const EnvironmentLookup& lookup, CallFrame& frame);
  /// Notes the call and gives its result.
  Meanings sdk_call(TracedCall call, CallSite& site);
  Meanings http_call(TracedHttp call, CallSite& site);
  Reach reach(const CallFrame& frame) const;
  SourcePlace place(const CallFrame& frame, const Expr& expr) const { return {frame.module, expr.span}; }
  /// Clients that a package gets hold of: what they are used for is unknown.
  void hand_over(const CallSite& site, std::string_view package);

  /// Was the budget spent? Then what is not there proves nothing.
  bool is_exhausted() const { return steps_ > limits_.steps; }
  MeaningStore& store() { return store_; }
  Trace& trace() { return trace_; }
  const LanguageModel& model() const { return model_; }
  SourceLibrary& library() { return library_; }
  const ImportRoots& roots() const { return roots_; }
  std::uint32_t depth_of(const CallFrame& frame) const;

  Meanings evaluate(const Expr& expr, CallFrame& frame);
  /// Notes which environment variables are there if `condition` came out as `is`.
  void test_environment(const Expr& condition, bool is, CallFrame& frame);
  Flow run(Block block, CallFrame& frame);

 private:
  struct Memo {
    Meanings result = {{}, true};
    bool may_raise = false;
  };

  // statements
  Flow run_statement(const Stmt& statement, CallFrame& frame);
  void hoist(Block block, CallFrame& frame);
  Flow run_if(const Stmt& statement, CallFrame& frame);
  Flow run_switch(const Stmt& statement, CallFrame& frame);
  Meanings shape_of(const Expr& expr, CallFrame& frame, int depth = 0);
  void foresee(const Block& body, CallFrame& frame);
  Flow run_loop(const Stmt& statement, CallFrame& frame);
  Flow run_try(const Stmt& statement, CallFrame& frame);
  void run_assign(const Stmt& statement, CallFrame& frame);
  Meanings enter(const Meanings& values, const Stmt& statement, CallFrame& frame);
  Flow run_entered(const Stmt& statement, CallFrame& frame);
  Meanings combine(Op op, const Meanings& before, const Meanings& values, const Stmt& statement, CallFrame& frame);
  void note_catch(const Catch& clause, CallFrame& frame);
  void bind_pattern(const Case& one, const Meanings& subject, CallFrame& frame);
  void run_import(const Import& import, CallFrame& frame);
  void run_export(const Stmt& statement, CallFrame& frame);
  void declare_function(const Function& function, CallFrame& frame);
  Meanings decorate(const Expr& decorator, const Meanings& function, CallFrame& frame);
  const Meaning* make_class(const Class& declared, CallFrame& frame);
  void assign(const Expr& target, const Meanings& values, CallFrame& frame, bool declares);
  Meanings rest_of(const Meanings& values, const Expr& pattern, CallFrame& frame);
  void assign_property(const Operand& one, const Meanings& values, CallFrame& frame, bool declares);
  void assign_name(std::string_view name, const Meanings& values, CallFrame& frame, bool declares);
  void store_field(const Meanings& owner, std::string_view name, const Meanings& values, CallFrame& frame);
  void store_package_field(std::string_view object, std::string_view name, const Meanings& values, const CallFrame& frame);
  void store_item(const Meanings& owner, const Expr& target, const Meanings& values, CallFrame& frame);

  // modules
  Meanings exported_within(SourceModule& module, std::string_view name, int depth);
  Meanings module_meaning(SourceModule& module);
  void add_exports(SourceModule& module, HeapObject& object, int depth);
  bool knows_package(std::string_view name) const;
  bool is_foreign(const Meaning& handler);
  Meanings imported(const ImportTarget& target, const Import& import);
  void import_all(const ImportTarget& target, CallFrame& frame);
  void bind_package(const Import& import, const ImportTarget& target, CallFrame& frame);

  // expressions
  Meanings evaluate_compound(const Expr& expr, CallFrame& frame);
  Meanings evaluate_name(const Expr& expr, CallFrame& frame);
  Meanings settled(const Meanings& values);
  Meanings evaluate_binary(const Expr& expr, CallFrame& frame);
  Meanings evaluate_conditional(const Expr& expr, CallFrame& frame);
  Meanings evaluate_map(const Expr& expr, CallFrame& frame);
  Meanings evaluate_list(const Expr& expr, CallFrame& frame);
  Meanings evaluate_text(const Expr& expr, CallFrame& frame);
  bool unroll_comprehension(const Expr& expr, CallFrame& frame, Meanings& out);
  Meanings evaluate_comprehension(const Expr& expr, CallFrame& frame);
  Meanings evaluate_import(const Expr& expr, CallFrame& frame);
  Meanings evaluate_call(const Expr& expr, CallFrame& frame);
  Meanings evaluate_callee(const Expr& callee, CallFrame& frame);
  Meanings evaluate_yield(const Expr& expr, CallFrame& frame);
  Meanings format_percent(const Meanings& pattern, const Meanings& values, const Expr& expr, CallFrame& frame);
  void call_functions_in(const Meanings& values, CallSite& site, int depth);
  void note_whole_environment(const Meanings& values);
  Meanings evaluate_logical(const Expr& expr, CallFrame& frame, bool is_spread);
  Meanings evaluate_spread(const Expr& expr, CallFrame& frame);
  void spread_into(HeapObject& object, const Meanings& values, bool may_be_nothing);
  Meanings super_of(CallFrame& frame);
  const Meaning* first_base(const Meaning& of_class) const;

  // members
  Meanings member_of(const Meaning& base, std::string_view name, const Expr* expr, CallFrame& frame);
  Meanings instance_member(const Meaning& base, std::string_view name, CallFrame& frame);
  const Meanings* class_member(const Meaning& of_class, std::string_view name, int depth, const Meaning** owner);
  Meanings item_of(const Meaning& base, const Meanings& key, const Expr* expr, CallFrame& frame);
  Meanings asked_item(const Meaning& instance, const Meanings& key, CallFrame& frame);
  Meanings field_at(const Meaning& instance, std::size_t place, CallFrame& frame);
  Meanings made_by_default(const Meaning& map, std::string_view name, CallFrame& frame);
  Meanings index_key(const Expr& expr, CallFrame& frame);
  static const Meaning* injected_thing(const Meanings& type);
  Meanings annotations(const Meanings& key);
  Meanings class_function(const Meanings& values, const Meaning& of_class, const Meaning& owner);
  bool settings_class(const Meaning& of_class, int depth = 0);
  Meanings settings_field(const Meaning& of_class, std::string_view name, const Meaning& owner, CallFrame& frame);
  std::string_view settings_variable(const Meaning& of_class, std::string_view name, const Meanings& written);
  void read_settings(const Meaning& of_class, const CallSite& site, int depth = 0);
  Meanings event_member(const Meaning& base, std::string_view name, const Expr* expr, CallFrame& frame);
  void note_event_read(std::string_view path, SourcePlace where, bool guarded);
  Meanings result_member(const Meaning& base, std::string_view name);
  Meanings failure_member(const Meaning& base, std::string_view name);
  void note_result_read(std::uint32_t call, std::string_view field);
  void let_results_go(const Meanings& values, int depth = 2);
  Meanings sdk_elements(const Meaning& of, CallFrame& frame);
  const Meaning* find_records(const Meanings& values) const;
  bool is_tested(std::string_view name, const CallFrame& frame) const;
  Meanings tested_values(const Meanings& values, const CallFrame& frame);
  void test_comparison(const Expr& condition, bool is, CallFrame& frame);
  static bool is_builtin_member(std::string_view name);

  // calls
  void read_arguments(const Expr& expr, CallSite& site);
  void consume_arguments(const Meanings& callee, const CallSite& site);
  Meanings call_one(const Meaning& callee, CallSite& site);
  Meanings call_class(const Meaning& of_class, CallSite& site);
  Meanings construct(const Meaning& function, CallSite& site);
  Meanings prototype_of(const Meaning& function);
  const Meaning* new_instance(const Meaning& of_class, CallSite& site);
  Meanings read_by_package(std::string_view path, CallSite& site);
  Meanings call_external(const Meaning& callee, CallSite& site);
  Meanings call_method(const Meaning& method, CallSite& site);
  Meanings call_wrapped(const Meaning& wrapper, CallSite& site);
  Meanings call_unknown(const Expr* callee, CallSite& site);
  static const Meaning* only_class(const CallSite& site);
  Meanings make_for_package(const Meaning& ours, CallSite& site);
  Meanings bound_to(const Meanings& owner, const Meanings& callee);
  static bool is_class_name(std::string_view path);
  Meanings injected(const Expr& declared, bool by_framework, CallFrame& frame);
  Meanings rest_arguments(CallSite& site, std::vector<bool>& used, bool named, CallFrame& frame);
  void make_fields(const Meaning& of_class, const Meaning& instance, CallSite& site, int depth = 0);
  void bind_parameters(const Function& function, const Meaning& callee, CallSite& site, CallFrame& frame);
  const PackageEntry* find_entry(std::string_view path);

  bool spend(std::uint32_t steps = 1);
  const PackageEntry* look_up_entry(std::string_view path) const;

  SourceLibrary& library_;
  const ImportRoots& roots_;
  const LanguageModel& model_;
  MeaningStore& store_;
  Trace& trace_;
  const CodeValues* values_;
  WalkLimits limits_;
  std::uint32_t steps_ = 0;
  int nesting_ = 0;
  int loading_ = 0;        // modules whose bodies run
  bool handling_ = false;  // the handler runs
  std::vector<std::string_view> assigned_environment_;  // set by the code itself, or asked for by a module that fails without
  std::unordered_map<std::string_view, HeapObject*> package_objects_;  // fields that the code gave to external paths
  std::unordered_map<std::uint64_t, Memo> memo_;
  std::unordered_map<std::string_view, const PackageEntry*> entries_;  // found before, or looked for in vain
};

/// Is a condition certain? The value of what is known to be true or false.
Truth truth_of(const Meanings& values);

/// Builtin methods of texts, lists and maps, and of results and events: format, join, get, append, items, map …
bool call_builtin_method(Interpreter& interpreter, const Meaning& receiver, std::string_view method, CallSite& site,
                         Meanings& out);

const LanguageModel& python_model();
const LanguageModel& javascript_model();

}  // namespace cumulint
