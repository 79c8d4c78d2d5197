// Fields to groups: those with the same persons and the same rules stand and fall together.
#include <algorithm>
#include <set>

#include "datamap/bind.h"

namespace lofte::datamap {

void BoundTable::MakeGroups(const policy::Policy& policy) {
  for (const Field& field : map_->fields) {
    if (field.category.empty()) continue;
    FieldGroup group;
    group.binding.roles = field.of;
    if (group.binding.roles.empty())
      for (const datamap::Person& person : map_->persons) group.binding.roles.push_back(person.role);
    if (group.binding.roles.empty()) continue;
    for (const policy::Rule& rule : policy.rules)
      if (std::find(rule.of.begin(), rule.of.end(), field.category) != rule.of.end()) group.binding.rules.push_back(&rule);
    const auto same = std::find_if(groups_.begin(), groups_.end(), [&](const FieldGroup& other) {
      return other.binding.roles == group.binding.roles && other.binding.rules == group.binding.rules;
    });
    FieldGroup& into = same == groups_.end() ? groups_.emplace_back(std::move(group)) : *same;
    into.fields.push_back(&field);
  }
  const std::size_t of_categories = groups_.size();
  for (const Field& field : map_->fields) {
    if (field.link_of.empty() || field.blank.method == Method::kRefuse) continue;
    FieldGroup link;
    link.fields = {&field};
    link.binding.roles = {field.link_of};
    // One column can be the key of several roles; it stands as long as what is about any of them.
    const auto is_its_key = [&](const std::string& role) {
      const datamap::Person* person = map_->FindPerson(role);
      return person != nullptr && person->key.link.empty() && person->key.column == field.column;
    };
    std::set<const policy::Rule*> rules;
    for (std::size_t i = 0; i < of_categories; ++i) {
      const grounds::Binding& binding = groups_[i].binding;
      if (std::none_of(binding.roles.begin(), binding.roles.end(), is_its_key)) continue;
      link.link_of.push_back(i);
      rules.insert(binding.rules.begin(), binding.rules.end());
    }
    if (link.link_of.empty()) continue;
    FieldGroup& only = groups_[link.link_of.front()];
    if (link.link_of.size() == 1 && only.binding.roles.size() == 1) {
      only.fields.push_back(&field);
      continue;
    }
    for (const policy::Rule& rule : policy.rules)
      if (rules.count(&rule) != 0) link.binding.rules.push_back(&rule);
    groups_.push_back(std::move(link));
  }
}

}  // namespace lofte::datamap
