// Puts columns in the place of facts: a data map bound to the live schema of one store.
//
// The result of Resolve is a tree over the columns of one table and the rows it leads to, total and two-valued, ready to be evaluated or
// printed. A BoundTable borrows the map and the catalogue, and remembers facts that it has resolved, so it is for one thread at a time.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

#include "base/result.h"
#include "datamap/datamap.h"
#include "expr/expr.h"
#include "grounds/lower.h"
#include "policy/policy.h"
#include "stores/catalogue.h"
#include "stores/store.h"

namespace lofte::datamap {

using stores::kOwnSchema;

// The fields of one table that stand and fall together: same persons, same rules. `link_of` not empty: the group is the key of that person
// alone, and it is gone when every other group about that person is.
struct FieldGroup {
  std::vector<const Field*> fields;
  grounds::Binding binding;
  std::vector<std::size_t> link_of;  // indexes of the groups that need this link; empty for a group of categories
};

// Where a moment is read.
struct MomentColumn {
  expr::Path path;
  expr::Type type = expr::Type::kOther;
  expr::Codec codec;
};

// Whether formulas ask Løfte's own tables in the store: for holds and restrictions, for ended grounds.
struct PersonState {
  bool held = true;
  bool ended = true;
  // As the store keeps moments: a row whose `until` lies after this is open, as one without is. nullopt: only one without.
  std::optional<expr::Value> open_after = std::nullopt;
};

class BoundMap;
class BoundTable;

// A moment that rows of one table tell about a row of another (Event::is_of_many), and the column there that keeps it when they are gone.
struct KeptMoment {
  const BoundTable* reader = nullptr;  // whose event it is
  const Event* event = nullptr;
  const Link* link = nullptr;  // of the reader, to the rows that tell
};

class BoundTable {
 public:
  const TableMap& map() const { return *map_; }
  const stores::Table& table() const { return *table_; }
  const std::vector<FieldGroup>& groups() const { return groups_; }

  // The formula with every fact replaced. Panics on a fact the map does not define: CheckAgainstPolicy has refused such a map.
  expr::Expr Resolve(const expr::Expr& formula) const;

  // The field holds something: it is neither NULL nor in its erased form.
  expr::Expr HasValue(const Field& field) const;
  expr::Expr HasValue(const FieldGroup& group) const;
  // The constant of a field whose erased form is one, in its column's type.
  expr::Value BlankConstant(const Field& field) const;

  // The column of an event, or of the end of a state, as seen from this table for a person in `role`.
  std::optional<MomentColumn> Moment(const std::string& name, bool is_state, const std::string& role) const;

  // The condition of a control, three-valued made total: true, and unknown as the map says.
  expr::Expr ConditionTrue(const std::string& name) const;
  expr::Expr ConditionUnknown(const std::string& name) const;
  bool Defines(const std::string& condition) const { return map_->FindCondition(condition) != nullptr; }

 private:
  friend class BoundMap;
  expr::Expr ResolveFact(const expr::Fact& fact) const;
  expr::Expr MakeFact(const expr::Fact& fact) const;
  expr::Expr EventBefore(const Event& event, const expr::Fact& fact) const;
  expr::Expr EventKnown(const Event& event) const;
  expr::Expr EventUnknown(const Event& event) const;
  // Of an event of many rows.
  struct Many;
  Many ManyOf(const Event& event) const;
  expr::Expr ManyBefore(const Event& event, const std::function<expr::Expr(const expr::Expr&, const expr::Codec&)>& is_before) const;
  expr::Expr ManyUnknown(const Event& event) const;
  expr::Expr StateEnded(const State& state, const expr::Fact& fact) const;
  expr::Expr StateUnknown(const State& state) const;
  expr::Expr ConditionExpr(const Condition& condition, bool unknown) const;
  expr::Expr Person(const expr::Fact& fact) const;
  expr::Expr Serves(const expr::Fact& fact) const;
  // What the key becomes when it is emptied, if that is not NULL: then it names nobody, in a row that says nothing about them.
  std::optional<expr::Value> EmptiedKey(const datamap::Person& person) const;
  // `body` over the person's row in the registry, as a formula over this row.
  expr::Expr OnPerson(const std::string& role, expr::Expr body) const;
  // `body` over the row that the path's column is in.
  expr::Expr OnPath(const ColumnPath& path, const std::function<expr::Expr(const expr::Expr&)>& body) const;
  expr::Expr BoundSyntax(const expr::SyntaxPtr& syntax) const;
  // Something that the condition reads is not of its column's type: then it is unknown, whatever the map says of NULL.
  expr::Expr Misfits(const expr::Expr& when) const;
  expr::Hop HopOf(const Link& link) const;
  const stores::Table& TargetOf(const Link& link) const;
  void MakeGroups(const policy::Policy& policy);

  const BoundMap* owner_ = nullptr;
  const TableMap* map_ = nullptr;
  const stores::Table* table_ = nullptr;
  std::vector<FieldGroup> groups_;
  // Each question about a table asks the same facts again; and one tree is compared with itself at a glance.
  using FactKey = std::tuple<expr::Fact::Kind, std::string, std::string, std::variant<time::Day, time::Instant>>;
  mutable std::map<FactKey, expr::Expr> resolved_;
};

class BoundMap {
 public:
  // Everything is borrowed and must outlive the BoundMap. Only tables of `store` are bound. Expressions that do not fit the schema become
  // issues, and then the result is nullptr.
  static std::unique_ptr<BoundMap> Bind(const policy::Policy& policy, const DataMap& map, const stores::Catalogue& catalogue,
                                        const std::string& store, const time::Zone& controller_zone, Issues& issues);

  // For formulas resolved from now on. Not from two threads.
  void SetPersonState(PersonState state);

  const std::vector<std::unique_ptr<BoundTable>>& tables() const { return tables_; }
  const BoundTable* Find(const expr::TableName& name) const;
  const stores::Catalogue& catalogue() const { return *catalogue_; }
  const DataMap& map() const { return *map_; }
  const policy::Policy& policy() const { return *policy_; }
  const time::Zone& zone() const { return zone_; }
  // The column by whose values people are known in this store: the key of the registry; where there is none, the first of the columns that
  // name the persons of rows, if all are of one type. nullptr: nobody here can be held.
  const stores::Column* SubjectKey() const;
  // What other tables' rows keep of this table's when those go.
  std::vector<KeptMoment> KeptFrom(const BoundTable& table) const;
  // What the row tells of them is a moment, or nothing: it can be kept. Where it is neither, nobody knows what goes with the row.
  expr::Expr CanBeKept(const BoundTable& table) const;
  // Somebody in a row of Løfte's own `sealed_person` of the row `id` of `sealed` has a hold or a restriction.
  expr::Expr SealedIsHeld() const;
  // SubjectKey as a column definition writes it: declared type, and collation if it is not by bytes. `text` without one.
  std::string SubjectKeyType() const;

 private:
  friend class BoundTable;
  // An open row of `subject_state` that says so: for kHeld, a hold or a restriction; for kGroundEnded, an ended ground of the activity.
  expr::Expr StateOf(const expr::Fact& fact) const;
  const policy::Policy* policy_ = nullptr;
  const DataMap* map_ = nullptr;
  const stores::Catalogue* catalogue_ = nullptr;
  std::string store_;
  time::Zone zone_ = time::Zone::Utc();
  PersonState person_state_;
  std::vector<std::unique_ptr<BoundTable>> tables_;
};

// A scope for expressions on one mapped table.
class TableScope : public expr::Scope {
 public:
  TableScope(const DataMap& map, const stores::Catalogue& catalogue, const expr::TableName& table);
  ~TableScope() override;
  std::optional<ColumnInfo> FindColumn(std::string_view column) const override;
  std::vector<std::string> Columns() const override;
  std::optional<LinkTarget> Link(std::string_view link) const override;
  std::vector<std::string> Links() const override;

 private:
  const DataMap& map_;
  const stores::Catalogue& catalogue_;
  const TableMap* table_map_;
  const stores::Table* table_;
  mutable std::vector<std::unique_ptr<TableScope>> targets_;
};

// Whether values of both columns can be compared as keys of the same people.
bool CanBeOneKey(const stores::Column& a, const stores::Column& b);

// The hop of a link, unique as the schema says.
expr::Hop HopOf(const Link& link, const stores::Catalogue& catalogue);

}  // namespace lofte::datamap
