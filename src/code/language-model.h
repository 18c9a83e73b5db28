// What the interpreter and a language's packages say to each other: calls, frames, tables of packages.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "code/meaning.h"
#include "code/modules.h"
#include "code/trace.h"

namespace cumulint {

class Interpreter;
struct CallFrame;

struct CallArgument {
  std::string_view name;  // empty: positional
  Meanings values;
  const Expr* written = nullptr;
};

/// One call that is being followed.
struct CallSite {
  const Expr* expr = nullptr;       // null: the machinery calls (routes, callbacks)
  CallFrame* frame = nullptr;       // of the caller
  SourcePlace place = {};
  std::vector<CallArgument> arguments;
  const Meaning* receiver = nullptr;  // what a method is called on
  std::string_view path;            // of a package's function or method: "axios.get"
  bool constructs = false;
  bool spread = false;              // more arguments than these may be given
  bool ignored = false;             // nobody looks at the result

  const CallArgument* find(std::string_view name) const;
  /// The argument at a position, or with a name; nothing (closed) if it is not given.
  Meanings argument(std::size_t position, std::string_view name) const;
  bool has(std::size_t position, std::string_view name) const;
};

/// How a place is reached, inherited by what is called from it.
struct Circumstances {
  int conditions = 0, loops = 0, catches = 0;
  int guarding = 0;                    // conditions that are tests of the event: those in `guards`
  const GuardChain* guards = nullptr;  // all that hold here, also of earlier exits
  bool after_exit = false;         // an earlier statement may have left
  bool in_record_loop = false;
  bool catches_missing = false;    // in a try that catches KeyError
  bool has_fallback = false;       // in a number that has a default
};

/// One activation of a function, or of a module's body.
struct CallFrame {
  const Function* function = nullptr;  // null: a module's body
  SourceModule* module = nullptr;
  Scope* scope = nullptr;
  const Meaning* self = nullptr;
  const CallFrame* caller = nullptr;
  const CallStep* path = nullptr;
  Circumstances now = {};
  Meanings result = {{}, false};
  bool returns = false;
  bool may_raise = false;
  int depth = 0;
  const Expr* ignored = nullptr;            // the expression whose value is dropped
  std::vector<std::string_view> tested;     // environment variables known to be set here
  TracedRoute* route = nullptr;             // what runs serves this
  std::string_view http_method;             // what runs serves this method
  TracedEventKind* event_kind = nullptr;    // what runs works on events of this kind
  std::vector<const Meaning*> entered;      // of `with`: to be left after the block that follows
};

/// One look-up of an environment variable.
struct EnvironmentLookup {
  std::string_view name;
  SourcePlace place = {};
  bool required = false;      // it fails if the variable is missing
  bool has_default = false;
  Meanings otherwise = {};    // the default
  bool ignores_case = false;  // pydantic's settings
};

enum class Flow : std::uint8_t { next, leaves };  // leaves: return, raise, break, continue on every way

/// What packages of a language mean. Tables of these are all that knows an SDK or a framework.
using PackageCall = Meanings (*)(Interpreter&, CallSite&);
struct PackageEntry {
  std::string_view path;   // "boto3.client"; `*` fits any run: "aws_lambda_powertools.*.Router"
  PackageCall call = nullptr;
};
struct MemberAccess {
  const Meaning& base;
  std::string_view name;
  const Expr* expr;  // may be null
};
struct LanguageModel {
  std::vector<std::span<const PackageEntry>> calls;   // of external paths and of methods of made things
  /// A name that is neither local nor imported: builtins. Null: unknown.
  const char* (*builtin)(std::string_view name) = nullptr;  // its path: "builtins.print"
  /// A member of an external path, a made or an SDK thing that is no mere path or method; false: it is. expr may be null.
  bool (*member)(Interpreter&, CallFrame&, const MemberAccess&, Meanings& out) = nullptr;
  /// An instance of a declared type: SDK clients that are passed in. Null: none.
  Meanings (*of_type)(Interpreter&, const Meanings& type) = nullptr;
  /// A method call on an SDK thing; false: unknown to the language.
  bool (*sdk_call)(Interpreter&, const Meaning& thing, std::string_view method, CallSite&, Meanings& out) = nullptr;
  /// May what is passed to a package's function be missing? Null: never.
  bool (*tolerates)(const Meaning& callee, bool constructs) = nullptr;
  /// What a router gives the functions that serve its routes. Null: nothing that is known.
  std::vector<Meanings> (*request)(Interpreter&, const CallSite&) = nullptr;
  /// Assignments make names local to the function (Python, Ruby).
  bool assignment_declares = false;
};

/// The entry for a path: an exact one, or the first pattern that fits. Null: the tables say nothing of it.
const PackageEntry* find_entry_in(const LanguageModel& model, std::string_view path);

}  // namespace cumulint
