// NestJS: modules list controllers, whose decorated methods serve routes; constructors get what their types name.

#include "base/strings.h"
#include "code/packages-javascript.h"
#include "code/routes.h"

namespace cumulint {
namespace {

constexpr int max_modules_depth = 6;
constexpr std::string_view common_package = "@nestjs/common.";

constexpr std::pair<std::string_view, std::string_view> verbs[] = {
    {"Get", "GET"}, {"Post", "POST"}, {"Put", "PUT"}, {"Patch", "PATCH"}, {"Delete", "DELETE"}, {"All", "ANY"}};

/// One @Name(argument) of a class or method.
struct Decorator {
  std::string_view name;  // of @nestjs/common; empty: another package's
  Meanings argument = {{}, false};
};

Decorator read_decorator(Interpreter& interpreter, const Expr& written, CallFrame& frame) {
  const Expr& name = written.kind == ExprKind::call ? *written.base : written;
  const Meaning* path = find_kind(interpreter.evaluate(name, frame), MeaningKind::external);
  if (!path || !starts_with(path->text, common_package)) return {};
  Decorator made{.name = path->text.substr(common_package.size())};
  if (written.kind == ExprKind::call && !written.args.empty()) made.argument = interpreter.evaluate(*written.args[0].value, frame);
  return made;
}

/// A field of a decorator's options, or the argument itself where that is a path.
Meanings option_of(const Meanings& argument, std::string_view name) {
  const Meaning* map = find_kind(argument, MeaningKind::map);
  const Meanings* field = map ? find_field(*map->object, name) : nullptr;
  return field ? *field : map ? Meanings{{}, false} : argument;
}

class Application {
 public:
  Application(Interpreter& interpreter, const Meaning& router, CallSite& site)
      : interpreter_(interpreter), router_(router), site_(site) {}

  void add_module(const Meaning& module, int depth) {
    if (depth > max_modules_depth) return;
    CallFrame frame = frame_of(module);
    for (const Expr* written : module.class_->decorators) {
      const Decorator decorator = read_decorator(interpreter_, *written, frame);
      if (decorator.name != "Module") continue;
      for (const Meaning* one : interpreter_.elements(option_of(decorator.argument, "controllers"), frame).items)
        if (one->kind == MeaningKind::class_) add_controller(*one);
      for (const Meaning* one : interpreter_.elements(option_of(decorator.argument, "imports"), frame).items)
        if (one->kind == MeaningKind::class_) add_module(*one, depth + 1);
    }
  }

 private:
  CallFrame frame_of(const Meaning& of_class) const {
    CallFrame frame = *site_.frame;
    frame.module = of_class.scope->module;
    frame.scope = of_class.scope->parent;
    return frame;
  }

  void add_controller(const Meaning& controller) {
    CallFrame frame = frame_of(controller);
    Meanings prefix = {{}, false};
    for (const Expr* written : controller.class_->decorators)
      if (const Decorator decorator = read_decorator(interpreter_, *written, frame); decorator.name == "Controller")
        prefix = option_of(decorator.argument, "path");
    CallSite injected{.frame = site_.frame, .place = site_.place, .spread = true};
    const Meanings object = interpreter_.call(interpreter_.store().one(&controller), injected);
    for (const Stmt* statement : controller.class_->body) {
      if (statement->kind != StmtKind::function) continue;
      for (const Expr* written : statement->function->decorators)
        add_method(read_decorator(interpreter_, *written, frame), *statement->function, prefix, object);
    }
  }

  void add_method(const Decorator& decorator, const Function& function, const Meanings& prefix, const Meanings& object) {
    for (const auto& [name, verb] : verbs) {
      if (decorator.name != name) continue;
      const SourcePlace place{site_.frame->module, function.name_span};
      const Meanings parts[] = {slashed(prefix, place), slashed(option_of(decorator.argument, "path"), place)};
      const Meanings method = interpreter_.member(object, function.name, nullptr, *site_.frame);
      const Meaning* known = find_kind(method, MeaningKind::function);
      CallSite at{.frame = site_.frame, .place = known ? SourcePlace{known->scope->module, function.name_span} : place};
      add_route(interpreter_, router_, {verb, interpreter_.store().concatenate(parts, place), method}, at);
    }
  }

  Meanings slashed(const Meanings& path, SourcePlace place) {
    MeaningStore& store = interpreter_.store();
    if (path.nothing() && !path.open) return store.text("", place);
    const std::string_view literal = literal_of(path);
    if (starts_with(literal, "/") || (literal.empty() && is_text(path))) return path;
    const Meanings parts[] = {store.text("/", place), path};
    return store.concatenate(parts, place);
  }

  static bool is_text(const Meanings& path) { return path.items.size() == 1 && is_literal_text(*path.items[0]); }

  Interpreter& interpreter_;
  const Meaning& router_;
  CallSite& site_;
};

/// NestFactory.create(AppModule, [new ExpressAdapter(app)])
Meanings create(Interpreter& interpreter, CallSite& site) {
  const Meaning* adapter = find_kind(site.argument(1, {}), MeaningKind::made);
  const bool adapts = adapter && ends_with(adapter->text, "Adapter") && !adapter->object->items.empty();
  Meanings router = adapts ? adapter->object->items[0] : Meanings{};
  if (!find_kind(router, MeaningKind::made)) {
    CallSite bare{.frame = site.frame, .place = site.place};
    router = interpreter.made("cumulint.router", bare);
  }
  // Guards, interceptors and lifecycle hooks run without a word in the code that we follow.
  interpreter.trace().set_unknown("a framework that calls code by itself");
  if (const Meaning* module = find_kind(site.argument(0, {}), MeaningKind::class_))
    Application{interpreter, *find_kind(router, MeaningKind::made), site}.add_module(*module, 0);
  return router;
}

Meanings itself(Interpreter& interpreter, CallSite& site) { return interpreter.store().one(site.receiver); }

Meanings set_prefix(Interpreter& interpreter, CallSite& site) {
  const Meanings parts[] = {interpreter.store().text("/", site.place), site.argument(0, {})};
  const bool slashed = starts_with(literal_of(site.argument(0, {})), "/");
  set_field(*site.receiver->object, "#prefix", slashed ? site.argument(0, {}) : interpreter.store().concatenate(parts, site.place));
  return itself(interpreter, site);
}

constexpr PackageEntry entries[] = {
    {"@nestjs/core.NestFactory.create", create},
    {"@nestjs/core.NestFactory.createApplicationContext", create},
    {"cumulint.router.getHttpAdapter", itself},
    {"cumulint.router.getInstance", itself},
    {"cumulint.router.getHttpServer", itself},
    {"cumulint.router.init", itself},
    {"cumulint.router.setGlobalPrefix", set_prefix},
};

}  // namespace

std::span<const PackageEntry> nest_entries() { return entries; }

}  // namespace cumulint
