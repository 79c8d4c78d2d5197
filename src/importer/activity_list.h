// The activities as they are read: begun, given bases, and which unit is of which. Private to activities.cc and activity_sections.cc.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "importer/activity_parts.h"
#include "importer/reading.h"

namespace lofte::importer {

class ActivityList {
 public:
  explicit ActivityList(Reading& reading);

  bool empty() const { return activities_.empty(); }
  Activity& At(int number) { return activities_[static_cast<std::size_t>(number)]; }
  // Its number. Behind the most that there may be stands one without a name that takes the rest, and is taken away in the end.
  int Begin(const Text& name);
  void AddBases(const Unit& unit, int number);
  // `bases`: articles, each with its place.
  void AddFound(const std::vector<std::pair<std::string, Place>>& bases, int number);
  // The unit is of that activity; Claim: and it was understood.
  void Give(const Unit& unit, int number) { of_[static_cast<std::size_t>(&unit - reading_.outline.units.data())] = number; }
  void Claim(const Unit& unit, int number);
  int Of(const Unit& unit) const { return of_[static_cast<std::size_t>(&unit - reading_.outline.units.data())]; }
  // Takes away what is beyond the limits, and gives each retention rule to its activity.
  void Finish();

  Reading& reading() { return reading_; }
  const Outline& outline() const { return reading_.outline; }
  std::vector<Activity>& activities() { return activities_; }

 private:
  Reading& reading_;
  std::vector<Activity>& activities_;
  std::vector<int> of_;  // for each unit; -1: none
};

// From sections, by their headings, paragraphs and items (activity_sections.cc).
enum class Says { kAny, kByArticle };  // what a section has to say to be an activity's
// Sections that say a basis of their own.
void ReadSections(ActivityList& list, Says least);
// Headings that are legal bases, `Contract (Article 6(1)(b))`, and what rests on each as its items.
void ReadHeadingsOfBases(ActivityList& list);
// Items that begin with a basis: `Consent (Article 6(1)(a)) - when you ask for newsletters`.
void ReadItemsOfBases(ActivityList& list);
// Headings below that of the purposes, each with a sentence or two.
void ReadPurposeHeadings(ActivityList& list);
// `We use your data to:` and a list.
void ReadPurposeLists(ActivityList& list);

}  // namespace lofte::importer
