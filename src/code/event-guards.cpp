// Reads conditions on the event: `record["eventName"] == "INSERT"`, `key.endsWith(".jpg")`, `"Records" in event`.
#include "code/event-guards.h"

#include <algorithm>

namespace cumulint {
namespace {

constexpr std::uint32_t most_guards = 4;  // at one place; beyond them they are conditions like any other

struct TextTest {
  std::string_view method;
  EventTest test;
};
constexpr TextTest text_tests[] = {
    {"startswith", EventTest::starts_with}, {"startsWith", EventTest::starts_with}, {"endswith", EventTest::ends_with},
    {"endsWith", EventTest::ends_with},     {"includes", EventTest::contains},
};

class GuardReader {
 public:
  GuardReader(Interpreter& interpreter, CallFrame& frame)
      : interpreter_(interpreter), frame_(frame), chain_(frame.now.guards) {}

  const GuardChain* chain() const { return chain_; }

  /// False: the condition is not understood.
  bool read(const Expr& condition, bool is, int depth = 0) {
    if (depth > 8) return false;
    if (condition.kind == ExprKind::unary && condition.op == Op::not_) return read(*condition.args[0].value, !is, depth + 1);
    if (condition.kind == ExprKind::binary) return read_binary(condition, is, depth);
    if (condition.kind == ExprKind::call && condition.base->kind == ExprKind::member && condition.args.size() == 1)
      for (const TextTest& one : text_tests)
        if (one.method == condition.base->text) return read_method(condition, one.test, is);
    const std::string_view path = event_path(condition);
    return !path.empty() && add({path, EventTest::present, {}, is});
  }

 private:
  bool read_binary(const Expr& condition, bool is, int depth) {
    const Expr &left = *condition.args[0].value, &right = *condition.args[1].value;
    switch (condition.op) {
      case Op::and_:
      case Op::or_:  // of `a or b` that is false, both are
        return (condition.op == Op::and_) == is && read(left, is, depth + 1) && read(right, is, depth + 1);
      case Op::equal:
      case Op::not_equal: {
        const bool left_is_event = !event_path(left).empty();
        return read_texts(left_is_event ? left : right, left_is_event ? right : left, EventTest::equals,
                          is == (condition.op == Op::equal));
      }
      case Op::in:
      case Op::not_in: {
        is = is == (condition.op == Op::in);
        if (!event_path(left).empty()) return read_texts(left, right, EventTest::equals, is);
        if (left.kind == ExprKind::text && is_whole_event(right)) return add({left.text, EventTest::present, {}, is});
        return read_texts(right, left, EventTest::contains, is);
      }
      default: return false;
    }
  }

  /// key.endswith(".jpg"), ["INSERT"].includes(record.eventName)
  bool read_method(const Expr& call, EventTest test, bool is) {
    const Expr &receiver = *call.base->base, &argument = *call.args[0].value;
    if (test == EventTest::contains && event_path(receiver).empty()) return read_texts(argument, receiver, EventTest::equals, is);
    return read_texts(receiver, argument, test, is);
  }

  bool read_texts(const Expr& of, const Expr& with, EventTest test, bool is) {
    const std::string_view path = event_path(of);
    std::vector<std::string_view> texts;
    return !path.empty() && is_plain(with) && add_texts(interpreter_.evaluate(with, frame_), texts) &&
           add({path, test, interpreter_.store().arena().copy(texts), is});
  }

  /// One literal, or a list of them.
  static bool add_texts(const Meanings& values, std::vector<std::string_view>& texts) {
    if (values.items.size() != 1 || values.open) return false;
    const Meaning& one = *values.items[0];
    if (one.kind != MeaningKind::list) {
      texts.push_back(literal_of(values));
      return is_literal_text(one) && !texts.back().empty();
    }
    if (one.object->open || !one.object->rest.nothing()) return false;
    return !one.object->items.empty() && std::all_of(one.object->items.begin(), one.object->items.end(), [&](const Meanings& item) {
      return find_kind(item, MeaningKind::list) == nullptr && add_texts(item, texts);
    });
  }

  /// Only what is cheap to look at again.
  static bool is_plain(const Expr& expr, int depth = 0) {
    switch (expr.kind) {
      case ExprKind::text:
      case ExprKind::name:
      case ExprKind::list: return true;
      case ExprKind::member:
      case ExprKind::index: return depth < 12 && is_plain(*expr.base, depth + 1);
      case ExprKind::call:
        return depth < 12 && expr.base->kind == ExprKind::member && expr.base->text == "get" &&
               is_plain(*expr.base->base, depth + 1);
      default: return false;
    }
  }

  const Meaning* event_of(const Expr& expr) {
    if (!is_plain(expr)) return nullptr;
    const Meanings values = interpreter_.evaluate(expr, frame_);
    return values.items.size() == 1 && values.items[0]->kind == MeaningKind::event ? values.items[0] : nullptr;
  }
  std::string_view event_path(const Expr& expr) {
    const Meaning* event = event_of(expr);
    return event != nullptr ? event->text : std::string_view();
  }
  bool is_whole_event(const Expr& expr) {
    const Meaning* event = event_of(expr);
    return event != nullptr && event->text.empty();
  }

  bool add(const EventGuard& guard) {
    const std::uint32_t length = chain_ != nullptr ? chain_->length + 1 : 1;
    if (length > most_guards) return false;
    GuardChain* made = interpreter_.store().arena().make<GuardChain>();
    *made = {chain_, guard, length};
    chain_ = made;
    return true;
  }

  Interpreter& interpreter_;
  CallFrame& frame_;
  const GuardChain* chain_;
};

}  // namespace

const GuardChain* find_event_guards(Interpreter& interpreter, const Expr& condition, bool is, CallFrame& frame) {
  GuardReader reader(interpreter, frame);
  return reader.read(condition, is) ? reader.chain() : nullptr;
}

}  // namespace cumulint
