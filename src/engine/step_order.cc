// In which order a sweep visits the tables.
#include <map>
#include <set>

#include "engine/references.h"
#include "engine/step.h"

namespace lofte::engine {

using controls::TableGrounds;
using datamap::BoundMap;
using datamap::BoundTable;
using datamap::FieldGroup;
using grounds::Edge;

namespace {

// Which tables have to come before which.
class Order {
 public:
  explicit Order(const BoundMap& bound) : bound_(bound) {
    for (const auto& child : bound.tables())
      for (const stores::ForeignKey& key : ReferencesOf(bound, child->table()))
        if (const BoundTable* parent = bound.Find(key.target); parent != nullptr && parent != child.get())
          before_[parent].push_back(child.get());
  }

  // Unless something already wants it the other way round.
  void Prefer(const BoundTable* first, const BoundTable* then) {
    if (first != then && !Precedes(then, first)) before_[then].push_back(first);
  }

  std::vector<const BoundTable*> Sorted() const {
    std::vector<const BoundTable*> order;
    std::set<const BoundTable*> seen;
    for (const auto& table : bound_.tables()) Visit(table.get(), seen, order);
    return order;
  }

 private:
  bool Precedes(const BoundTable* first, const BoundTable* then) const {
    std::set<const BoundTable*> seen;
    std::vector<const BoundTable*> order;
    Visit(then, seen, order);
    return seen.count(first) != 0;
  }

  void Visit(const BoundTable* table, std::set<const BoundTable*>& seen, std::vector<const BoundTable*>& order) const {
    if (!seen.insert(table).second) return;
    if (const auto before = before_.find(table); before != before_.end())
      for (const BoundTable* other : before->second) Visit(other, seen, order);
    order.push_back(table);
  }

  const BoundMap& bound_;
  std::map<const BoundTable*, std::vector<const BoundTable*>> before_;
};

// The tables in whose rows it is looked up whether the values of this table have ended.
std::set<expr::TableName> ReadBy(const BoundTable& table, const grounds::Lowering& lowering) {
  TableGrounds grounds(table, lowering);
  std::set<expr::TableName> targets;
  for (const FieldGroup& group : table.groups()) {
    targets.merge(TargetsOf(grounds.Goes(group)));
    targets.merge(TargetsOf(grounds.Erased(group)));
    targets.merge(TargetsOf(grounds.IsSealed(group)));
  }
  return targets;
}

}  // namespace

std::vector<const BoundTable*> ChildrenFirst(const BoundMap& bound, const grounds::Lowering& lowering) {
  Order order(bound);
  for (const auto& table : bound.tables())
    for (const expr::TableName& name : ReadBy(*table, lowering))
      if (const BoundTable* read = bound.Find(name)) order.Prefer(table.get(), read);
  return order.Sorted();
}

}  // namespace lofte::engine
