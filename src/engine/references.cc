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
  const BoundTable* table = bound.Find(child.name);
  const datamap::DataMap::Registry* registry = table == nullptr ? nullptr : bound.map().RegistryOf(table->map().name.store);
  const BoundTable* people = registry == nullptr ? nullptr : bound.Find(registry->table);
  if (people == nullptr || people == table) return keys;
  for (const datamap::Person& person : table->map().persons) {
    if (!person.key.link.empty()) continue;
    stores::ForeignKey key;
    key.columns = {person.key.column};
    key.target = people->table().name;
    key.target_columns = {registry->key};
    const bool is_declared = std::any_of(keys.begin(), keys.end(), [&](const stores::ForeignKey& other) {
      return other.columns == key.columns && other.target == key.target && other.target_columns == key.target_columns;
    });
    if (!is_declared) keys.push_back(std::move(key));
  }
  return keys;
}

std::set<expr::TableName> TargetsOf(const Expr& expr) {
  std::set<expr::TableName> targets;
  CollectTargets(expr, targets);
  return targets;
}

}  // namespace lofte::engine
