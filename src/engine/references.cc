#include "engine/references.h"

#include <algorithm>

namespace lofte::engine {

using datamap::BoundMap;
using datamap::BoundTable;
using expr::Expr;

namespace {

void CollectTargets(const Expr& expr, std::set<expr::TableName>& targets) {
  if (expr->op == expr::Op::kRelated) targets.insert(expr->hop.target);
  for (const Expr& operand : expr->operands) CollectTargets(operand, targets);
}

}  // namespace

std::vector<stores::ForeignKey> ReferencesOf(const BoundMap& bound, const stores::Table& child) {
  std::vector<stores::ForeignKey> keys = child.foreign_keys;
  const auto add = [&](std::vector<std::string> columns, const expr::TableName& target, std::vector<std::string> targets) {
    const bool is_itself = child.name == target && columns == targets;
    const bool is_declared = std::any_of(keys.begin(), keys.end(), [&](const stores::ForeignKey& other) {
      return other.columns == columns && other.target == target && other.target_columns == targets;
    });
    if (!is_itself && !is_declared) keys.push_back({"", std::move(columns), target, std::move(targets)});
  };
  const datamap::DataMap::Registry* registry = bound.map().RegistryOf(child.name.store);
  const BoundTable* people = registry == nullptr ? nullptr : bound.Find(registry->table);
  for (const auto& table : bound.tables()) {
    for (const datamap::Person& person : table->map().persons) {
      const datamap::Link* link = person.key.link.empty() ? nullptr : table->map().FindLink(person.key.link);
      const stores::Table* of = link == nullptr ? &table->table() : bound.catalogue().Find(link->to);
      if (of == nullptr) continue;
      // The row that the person is read in stands while the row that reads it does.
      if (link != nullptr && table->table().name == child.name) {
        std::vector<std::string> columns, targets;
        for (const auto& [own, theirs] : link->on) {
          columns.push_back(own);
          targets.push_back(theirs);
        }
        add(std::move(columns), of->name, std::move(targets));
      }
      // The key refers to the person, whichever row it stands in.
      if (people != nullptr && of->name == child.name) add({person.key.column}, people->table().name, {registry->key});
    }
  }
  return keys;
}

std::set<expr::TableName> TargetsOf(const Expr& expr) {
  std::set<expr::TableName> targets;
  CollectTargets(expr, targets);
  return targets;
}

}  // namespace lofte::engine
