// The data map as a model: where the data is, whose it is, and which columns hold the facts that rules read. Read by reader.h, bound to a
// live schema by bind.h.
//
// Plain values, immutable after reading; any thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/issue.h"
#include "expr/codec.h"
#include "expr/expr.h"
#include "expr/syntax.h"

namespace lofte::datamap {

// A column of the row, or of the one row that a unique link leads to.
struct ColumnPath {
  std::string link;  // empty: the row itself
  std::string column;
  Span span;
};

enum class OfNull { kNotYet, kUnknown, kFalse, kTrue, kAbsent };

struct Link {
  std::string name;
  expr::TableName to;
  std::vector<std::pair<std::string, std::string>> on;     // (own column, their column)
  std::vector<std::pair<std::string, expr::Value>> fixed;  // (their column, value): `where: {purpose: analytics}`
  Span span;
};

// A person that a row is about, in a role. The key leads to the registry of people.
struct Person {
  std::string role;
  ColumnPath key;
  OfNull of_null = OfNull::kAbsent;  // kAbsent: nobody; kUnknown: somebody, not known who
  bool says_null = false;            // the map says so itself
  Span span;
};

enum class Origin { kGiven, kObserved, kDerived };
enum class Method {
  kRefuse,    // cannot be emptied: fields of rows that are only ever deleted whole
  kNull,      // NULL
  kConstant,  // a constant of the column's type
  kKey,       // `erased-` and the row's own key: for NOT NULL and UNIQUE text
};
struct Blank {
  Method method = Method::kNull;
  expr::Value constant;  // kConstant
};

struct Field {
  std::string column;
  std::string category;         // empty: technical (keys, dates of the system), stands and falls with the row; or a link
  std::string link_of;          // the role whose key this column is, if the key can be emptied; then there is no category
  std::vector<std::string> of;  // roles; empty: all persons of the row
  Origin origin = Origin::kGiven;
  Blank blank;  // its erased and anonymous form; without a category and link_of it has no meaning
  Span span;    // of the column's name
  Span category_span;
};

struct Event {
  std::string name;
  ColumnPath column;
  // kLeast, kGreatest: `earliest:` and `latest:` of all the rows that the column's link leads to.
  expr::Path::Of of = expr::Path::Of::kOne;
  // Of those: a column of the row itself, in which a sweep leaves what the rows that it takes away have told. Empty: none.
  std::string kept_in;
  Span kept_in_span;
  bool is_of_many() const { return of != expr::Path::Of::kOne; }
  expr::CodecKind kind = expr::CodecKind::kInstant;
  std::string zone;    // kLocal
  std::string format;  // of a text column; empty: the kind's usual one
  std::optional<time::Day> plausible_from, plausible_until;
  OfNull of_null = OfNull::kNotYet;  // kNotYet or kUnknown
  Span span;
};

struct State {
  std::string name;
  expr::SyntaxPtr when;
  std::string until;  // the event, on the same table, at which it stopped being true
  OfNull of_null = OfNull::kUnknown;
  Span span;
  Span until_span;
};

struct Condition {
  std::string name;
  expr::SyntaxPtr when;
  OfNull of_null = OfNull::kUnknown;
  Span span;
};

// By what rows are counted together when they are aggregated: a column, or the month or year in which an event was.
struct CellPart {
  enum class Kind { kColumn, kMonth, kYear };
  Kind kind = Kind::kColumn;
  std::string name;  // of the column, or of an event of the same row
  Span span;
};

struct TableMap {
  expr::TableName name;
  std::string record;  // the policy's data group that this table is for; empty: none
  std::vector<Person> persons;
  std::vector<Field> fields;
  std::vector<Link> links;
  std::vector<Event> events;
  std::vector<State> states;
  std::vector<Condition> conditions;
  std::map<std::string, expr::SyntaxPtr> serves;  // activity -> condition; an activity that is not here is served by every row
  std::map<std::string, OfNull> serves_null;      // same keys
  std::map<std::string, Span> serves_spans;       // same keys
  std::optional<std::vector<CellPart>> cells;     // coarsest first; may be empty: rows are counted by table. nullopt: nothing is aggregated
  Span cells_span;
  // Triggers that somebody has looked at: neither do they keep a copy nor refuse, so a sweep, or an undo, may fire them.
  std::vector<std::string> triggers;
  std::vector<Span> trigger_spans;  // one for each of them
  Span span;
  Span record_span;

  const Field* FindField(std::string_view column) const;
  const Person* FindPerson(std::string_view role) const;
  const Event* FindEvent(std::string_view name) const;
  const State* FindState(std::string_view name) const;
  const Condition* FindCondition(std::string_view name) const;
  const Link* FindLink(std::string_view name) const;
};

struct DataMap {
  // The table in which people are registered, and its key. Facts defined there are facts of a person. One per store at most.
  struct Registry {
    expr::TableName table;
    std::string key;
    Span span;
  };
  std::vector<Registry> people;
  std::vector<TableMap> tables;
  // Tables known to hold no personal data, so that discovery and the minimisation controls leave them alone.
  std::vector<expr::TableName> without_personal_data;
  std::vector<Span> without_spans;  // one for each of them
  std::string file;
  std::string sha256;

  const TableMap* Find(const expr::TableName& name) const;
  const Registry* RegistryOf(std::string_view store) const;
};

}  // namespace lofte::datamap
