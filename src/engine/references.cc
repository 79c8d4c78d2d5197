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
  const datamap::DataMap::Registry* registry = bound.map().RegistryOf(child.name.store);
  const BoundTable* people = registry == nullptr ? nullptr : bound.Find(registry->table);
  if (people == nullptr) return keys;
  const auto add = [&](std::vector<std::string> columns, std::vector<std::string> targets) {
    const bool is_itself = child.name == people->table().name && columns == targets;
    const bool is_declared = std::any_of(keys.begin(), keys.end(), [&](const stores::ForeignKey& other) {
      return other.columns == columns && other.target == people->table().name && other.target_columns == targets;
    });
    if (!is_itself && !is_declared) keys.push_back({"", std::move(columns), people->table().name, std::move(targets)});
  };
  for (const auto& table : bound.tables()) {
    for (const datamap::Person& person : table->map().persons) {
      const datamap::Link* link = person.key.link.empty() ? nullptr : table->map().FindLink(person.key.link);
      if (link == nullptr) {
        if (table->table().name == child.name) add({person.key.column}, {registry->key});
        continue;
      }
      const stores::Table* between = bound.catalogue().Find(link->to);
      if (between == nullptr) continue;
      if (between != &people->table()) {
        // The key stands in the row between: that row is what refers to the person.
        if (between->name == child.name) add({person.key.column}, {registry->key});
      } else if (table->table().name == child.name) {
        std::vector<std::string> columns, targets;
        for (const auto& [own, theirs] : link->on) {
          columns.push_back(own);
          targets.push_back(theirs);
        }
        add(std::move(columns), std::move(targets));
      }
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
