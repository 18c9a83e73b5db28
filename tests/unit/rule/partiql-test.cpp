// Which SELECTs of PartiQL fix a key.

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "rule/partiql.h"

using namespace cumulint;

namespace {

/// "yes", "no" or "unknown": is `id` fixed? `{}` is a hole. "-": no SELECT.
std::string fixed(const std::string& statement) {
  std::vector<Alternative> texts;
  std::vector<Piece> pieces;
  texts.reserve(10);
  std::size_t begin = 0;
  for (;;) {
    const std::size_t at = statement.find("{}", begin);
    texts.push_back({std::string_view{statement}.substr(begin, at == std::string::npos ? at : at - begin), {}});
    pieces.push_back({.alternatives = {&texts.back(), 1}});
    if (at == std::string::npos) break;
    pieces.push_back({.open = true});
    begin = at + 2;
  }
  const PartiqlSelect select{PartialText{pieces}};
  if (select.is_select() != Truth::yes) return select.is_select() == Truth::no ? "-" : "?";
  const Truth truth = select.fixes("id");
  return truth == Truth::yes ? "yes" : truth == Truth::no ? "no" : "unknown";
}

}  // namespace

TEST_CASE("a SELECT fixes a key by = or IN, in every term of an OR") {
  CHECK(fixed("SELECT * FROM t") == "no");
  CHECK(fixed("select a, b from \"t\" where id = ?") == "yes");
  CHECK(fixed("SELECT * FROM t WHERE 'x' = id") == "yes");
  CHECK(fixed("SELECT * FROM t WHERE \"id\" IN ['a', 'b']") == "yes");
  CHECK(fixed("SELECT * FROM t WHERE id IN ('a', 'b') AND day BETWEEN 1 AND 2") == "yes");
  CHECK(fixed("SELECT * FROM t WHERE day BETWEEN 1 AND 2 AND id = 3") == "yes");
  CHECK(fixed("SELECT * FROM t WHERE id = 1 OR id = 2") == "yes");
  CHECK(fixed("SELECT * FROM t WHERE id = 1 OR day = 2") == "no");
  CHECK(fixed("SELECT * FROM t WHERE (id = 1 OR (id = 2 AND a = 3)) AND b = 4") == "yes");
  CHECK(fixed("SELECT * FROM t WHERE NOT id = 1") == "no");
  CHECK(fixed("SELECT * FROM t WHERE id > 1") == "no");
  CHECK(fixed("SELECT * FROM t WHERE id <> 1 AND a = 'id = 1'") == "no");
  CHECK(fixed("SELECT * FROM t WHERE begins_with(id, 'x')") == "no");
  CHECK(fixed("SELECT * FROM t WHERE id IS NOT MISSING AND a.id = 1") == "no");
  CHECK(fixed("SELECT * FROM t WHERE id = ? ORDER BY day DESC") == "yes");
}

TEST_CASE("holes leave open what stands in them") {
  CHECK(fixed("SELECT * FROM \"{}\"") == "no");
  CHECK(fixed("SELECT * FROM {} WHERE id = '{}'") == "yes");
  CHECK(fixed("SELECT * FROM t WHERE id IN [{}]") == "yes");
  CHECK(fixed("SELECT * FROM t WHERE {}") == "unknown");
  CHECK(fixed("SELECT * FROM t WHERE {} = ?") == "unknown");
  CHECK(fixed("SELECT * FROM t WHERE day = 1 AND {}") == "unknown");
  CHECK(fixed("SELECT * FROM t {}") == "unknown");
  CHECK(fixed("{}") == "?");
  CHECK(fixed("SELECT {}") == "unknown");
  CHECK(fixed("UPDATE t SET a = 1 WHERE id = 2") == "-");
  CHECK(fixed("SELECT * FROM t WHERE ((((id = 1") == "yes");
  CHECK(fixed("SELECT * FROM t WHERE " + std::string(1000, '(')) != "yes");
  CHECK(fixed("") == "-");
}
