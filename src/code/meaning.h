// Meanings: what an expression of a program may stand for while it is followed from a handler.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/arena.h"
#include "code/program.h"

namespace cumulint {

struct SourceModule;
struct Meaning;
struct Scope;

/// A place in a source, mapped to a Location late: inline code needs a look into the template for it.
struct SourcePlace {
  const SourceModule* module = nullptr;
  Span span = {};
  friend bool operator==(const SourcePlace&, const SourcePlace&) = default;
};

/// The alternatives of one expression; open: others are possible. Nothing known: empty and open.
struct Meanings {
  std::span<const Meaning* const> items = {};
  bool open = true;
  bool nothing() const { return items.empty(); }
};

enum class MeaningKind : std::uint8_t {
  text,         // text, or parts with holes
  number, boolean, null,  // text: as written
  list, map,    // object
  instance,     // object of class_: a class of the sources
  function,     // function with scope (closure), base (bound self)
  class_,       // class_ with scope
  module,       // module: one of the sources
  external,     // text: dotted path of what a package or the language brings: "boto3.client", "os.environ"
  made,         // object: made by the external constructor or function `text`
  method,       // base.text, of anything that has no own meaning for it
  sdk,          // sdk: a client, table, paginator …
  environment,  // value of the environment variable `text`; otherwise: its default
  event,        // part of the handler's event at path `text` ("" the event, "Records[].body")
  context,      // the handler's context, or its member `text`
  result,       // of SDK call number `index`; text: path in it
  stored,       // value of the SSM parameter whose name is `otherwise`
  failure,      // the exception that a catch bound
  partial       // a function with first arguments given: base, object's items
};

/// What the tables of an SDK know of a thing.
enum class SdkRole : std::uint8_t {
  session,     // boto3.Session and the like
  client,      // of `service`
  service,     // boto3.resource("dynamodb"); of `service`
  resource,    // Table, Bucket, Queue …: `type`; name: what names it
  collection,  // bucket.objects, table iterators
  paginator, waiter, command,  // of `operation`; object of the Meaning: a command's parameters
  batch_writer // of a table
};

struct SdkThing {
  SdkRole role = SdkRole::client;
  std::string_view service = {};    // IAM prefix: "dynamodb", "states"
  std::string_view type = {};       // of a resource: "Table"; of a client: its class, if the language names it
  std::string_view operation = {};  // of a paginator, waiter, command
  Meanings name = {};          // of a resource: the naming argument
  Meanings key = {};           // of an object in a bucket
  SourcePlace made_at = {};
};

struct HeapObject {
  std::vector<std::pair<std::string_view, Meanings>> fields;  // map keys, instance fields
  std::vector<Meanings> items;   // of a list, as far as their places are known
  Meanings rest = {{}, false};   // further items, values under computed keys
  Meanings keys = {{}, false};   // computed keys, as far as they are known
  bool open = false;             // may hold more than is known
  static constexpr std::size_t max_fields = 2'000;
  std::uint32_t depth = 0;       // of conditions where it was made: changes below it are certain there
};

struct TextPart {
  std::string_view text = {};
  const Meaning* hole = nullptr;  // null: `text` is literal; unknown holes are an external ""
};

struct Meaning {
  MeaningKind kind = MeaningKind::text;
  bool is_default = false;        // a literal that stands in where an environment variable is not set
  bool has_default = false;       // of an environment variable: it may be missing without harm
  SourcePlace place = {};         // the literal, look-up, call or definition
  std::string_view text = {};
  std::span<const TextPart> parts = {};
  const Meaning* base = nullptr;
  HeapObject* object = nullptr;
  const Function* function = nullptr;
  const Class* class_ = nullptr;
  Scope* scope = nullptr;
  SourceModule* module = nullptr;
  const SdkThing* sdk = nullptr;
  Meanings otherwise = {};
  std::uint32_t index = 0;
};

/// Names of a module, function call, class body or block.
struct Scope {
  Scope* parent = nullptr;
  SourceModule* module = nullptr;
  bool is_class = false;      // its names are not seen by the functions in it
  std::vector<std::pair<std::string_view, Meanings>> names;
  std::vector<std::string_view> outer;  // global, nonlocal
  static constexpr std::size_t max_names = 2'000;

  Meanings* find(std::string_view name);
  void set(std::string_view name, Meanings values);
};

/// Where meanings live during one walk. Not thread-safe.
class MeaningStore {
 public:
  Meaning* make(MeaningKind kind, SourcePlace place, std::string_view text = {});
  HeapObject* make_object(std::uint32_t depth);
  Scope* make_scope(Scope* parent, SourceModule* module);
  Meanings one(const Meaning* meaning, bool open = false);
  Meanings all(const std::vector<const Meaning*>& meanings, bool open);

  /// Alternatives of both, at most max_alternatives, of functions and objects max_objects; equal ones once.
  Meanings join(const Meanings& a, const Meanings& b);
  /// What a spread of the value puts in: of alternatives the fields of all, joined. Null and false put in nothing.
  HeapObject merged(const Meanings& values);
  Meanings text(std::string_view literal, SourcePlace place) { return one(make(MeaningKind::text, place, literal)); }
  Meanings external(std::string_view path) { return one(make(MeaningKind::external, {}, path)); }
  /// The text made of several in a row: literal parts, holes where nothing is known.
  Meanings concatenate(std::span<const Meanings> parts, SourcePlace place);

  Arena& arena() { return arena_; }
  static constexpr std::size_t max_alternatives = 8, max_objects = 64;
  static constexpr std::size_t max_parts = 32;
  static constexpr std::size_t max_text = 20'000;

 private:
  Arena arena_;
  std::deque<HeapObject> objects_;
  std::deque<Scope> scopes_;
};

/// Do both say the same? Objects and functions by identity.
bool same_meaning(const Meaning& a, const Meaning& b);
std::uint64_t hash_meanings(const Meanings& values);

/// The text, if it is literal through and through.
bool is_literal_text(const Meaning& meaning);
/// The one literal text that the value can be; empty if unknown or several.
std::string_view literal_of(const Meanings& values);
/// First alternative of a kind, or null.
const Meaning* find_kind(const Meanings& values, MeaningKind kind);
const Meaning* find_sdk(const Meanings& values, SdkRole role);
/// A field of a map or instance; null if it is not known.
const Meanings* find_field(const HeapObject& object, std::string_view name);
void set_field(HeapObject& object, std::string_view name, Meanings values);

}  // namespace cumulint
