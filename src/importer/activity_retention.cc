// Which activity a retention rule is of.
#include <utility>

#include "importer/activity_parts.h"
#include "importer/likeness.h"

namespace lofte::importer {
namespace {

constexpr double kAlikeByWords = 0.3;  // Likeness() of what a rule says and an activity's name

bool IsSameRule(const Retention& a, const Retention& b) {
  if (a.period != b.period) return false;
  if (a.trigger == b.trigger) return true;
  return !a.period.empty() && (a.trigger == "unspecified" || b.trigger == "unspecified");
}

const Unit* UnitAt(const Outline& outline, const Place& place) {
  for (const Unit& unit : outline.units) {
    const Place whole = unit.run.Whole();
    if (place.begin >= whole.begin && place.begin < whole.end) return &unit;
  }
  return nullptr;
}

int ByWords(const NameWords& words, const std::vector<NameWords>& activities) {
  int best = -1;
  double likeness = kAlikeByWords;
  for (std::size_t a = 0; a < activities.size(); ++a) {
    const double alike = Likeness(words, activities[a]);
    if (alike > likeness) {
      likeness = alike;
      best = static_cast<int>(a);
    }
  }
  return best;
}

}  // namespace

void GiveRetention(Reading& reading, const std::vector<int>& activity_of) {
  std::vector<Retention>& rules = reading.facts.retention;
  std::vector<Activity>& activities = reading.facts.activities;
  std::vector<NameWords> names;
  for (const Activity& one : activities) names.push_back(NameWordsOf(one.name));
  std::vector<int> activity(rules.size(), -1);
  std::vector<bool> in_sheet(rules.size(), false);
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const Unit* unit = UnitAt(reading.outline, rules[i].place);
    if (unit == nullptr) continue;
    activity[i] = activity_of[static_cast<std::size_t>(unit - reading.outline.units.data())];
    in_sheet[i] = unit->sheet >= 0;
    if (activity[i] < 0) activity[i] = ByWords(NameWordsOf(rules[i].what + " " + unit->label), names);
  }
  std::vector<Retention> kept;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    bool said = false;
    for (std::size_t k = 0; k < rules.size() && !said; ++k) {
      const bool better = in_sheet[k] && !in_sheet[i];
      said = activity[i] >= 0 && activity[k] == activity[i] && better && IsSameRule(rules[i], rules[k]);
    }
    if (said) continue;
    kept.push_back(rules[i]);
    if (activity[i] >= 0) activities[static_cast<std::size_t>(activity[i])].retention.push_back(rules[i]);
  }
  rules = std::move(kept);
}

}  // namespace lofte::importer
