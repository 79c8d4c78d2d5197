#include "importer/activity_list.h"

#include <algorithm>

namespace lofte::importer {

ActivityList::ActivityList(Reading& reading)
    : reading_(reading), activities_(reading.facts.activities), of_(reading.outline.units.size(), -1) {}

int ActivityList::Begin(const Text& name) {
  const bool room = reading_.HasRoom(std::min(activities_.size(), kMostActivities), kMostActivities, "activities", name.place);
  if (!room && activities_.size() > kMostActivities) return static_cast<int>(kMostActivities);
  Activity activity;
  static_cast<Fact&>(activity) = name;
  if (room) activity.name = name.text;
  activities_.push_back(std::move(activity));
  return static_cast<int>(activities_.size()) - 1;
}

void ActivityList::AddBases(const Unit& unit, int number) { AddFound(BasesOf(reading_, unit), number); }

void ActivityList::AddFound(const std::vector<std::pair<std::string, Place>>& bases, int number) {
  Activity& activity = At(number);
  for (const auto& [article, place] : bases) {
    if (std::find(activity.legal_bases.begin(), activity.legal_bases.end(), article) != activity.legal_bases.end()) continue;
    activity.legal_bases.push_back(article);
    activity.basis_places.push_back(place);
  }
  std::sort(activity.legal_bases.begin(), activity.legal_bases.end());
}

void ActivityList::Claim(const Unit& unit, int number) {
  Give(unit, number);
  reading_.Understand(unit);
}

void ActivityList::Finish() {
  if (activities_.size() > kMostActivities) activities_.pop_back();
  for (int& number : of_) number = number < static_cast<int>(kMostActivities) ? number : -1;
  for (Activity& activity : activities_) {
    const auto bound = [](auto& all) { all.resize(std::min(all.size(), kMostOfOneActivity)); };
    bound(activity.purposes);
    bound(activity.sources);
    bound(activity.data_categories);
    bound(activity.data_subjects);
    bound(activity.recipients);
  }
  GiveRetention(reading_, of_);
}

}  // namespace lofte::importer
