// Kinds of data: the items of lists about what is collected, `Account data: e-mail address, name`, or under a heading of their own.
#include <algorithm>

#include "importer/reading.h"

namespace lofte::importer {
namespace {

const Named kData("label.data"), kRetention("label.retention"), kRights("label.rights"), kPurpose("label.purpose"),
    kSecurity("label.security");

constexpr std::size_t kMostItems = 24;
constexpr std::size_t kLongestItem = 60;

// The parts between commas and semicolons, outside of brackets.
std::vector<std::string> ItemsOf(const std::string& text) {
  std::vector<std::string> items;
  int depth = 0;
  std::string item;
  const auto end = [&] {
    while (!item.empty() && (item.front() == ' ' || item.front() == ';')) item.erase(item.begin());
    while (!item.empty() && (item.back() == ' ' || item.back() == '.')) item.pop_back();
    const std::size_t colon = item.find(": ");
    if (colon != std::string::npos) item.erase(0, colon + 2);
    // A sentence is no kind of data.
    const bool sentence = item.size() > kLongestItem || item.find(". ") != std::string::npos;
    if (!item.empty() && !sentence && items.size() < kMostItems) items.push_back(item);
    item.clear();
  };
  for (char c : text) {
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    if ((c == ',' || c == ';') && depth <= 0)
      end();
    else
      item += c;
  }
  end();
  return items;
}

// nullptr: there is no room for another.
DataGroup* GroupOf(Reading& reading, const std::string& name, const Place& place) {
  std::vector<DataGroup>& groups = reading.facts.data;
  const auto known = std::find_if(groups.begin(), groups.end(), [&](const DataGroup& group) { return EqualFolded(group.name, name); });
  if (known != groups.end()) return &*known;
  if (!reading.HasRoom(groups.size(), kMostDataGroups, "kinds of data", place)) return nullptr;
  DataGroup group;
  group.name = name;
  group.place = place;
  group.confidence = 0.8;
  groups.push_back(std::move(group));
  return &groups.back();
}

// `all`: the items of all groups so far.
void AddItems(Reading& reading, DataGroup& group, const std::vector<std::string>& items, std::size_t& all) {
  for (const std::string& item : items) {
    const bool known = std::any_of(group.items.begin(), group.items.end(), [&](const std::string& one) { return EqualFolded(one, item); });
    if (known || group.items.size() >= kMostItems || !reading.HasRoom(all, kMostDataItems, "kinds of data", group.place)) continue;
    group.items.push_back(item);
    ++all;
  }
}

// About data and nothing that merely has the word: `International data transfers`.
bool IsAboutData(const Part& part) {
  static const std::vector<Concept> others = {kRetention,
                                              kRights,
                                              kPurpose,
                                              kSecurity,
                                              Id("label.transfers"),
                                              Id("label.breach"),
                                              Id("label.recipients"),
                                              Id("label.cookies"),
                                              Id("label.controller"),
                                              Id("label.basis"),
                                              Id("label.definitions"),
                                              Id("label.principles"),
                                              Id("label.automated")};
  const auto has = [&](Concept id) { return part.HasTopic(id); };
  return has(kData) && std::none_of(others.begin(), others.end(), has);
}

}  // namespace

void ReadData(Reading& reading) {
  std::size_t all = 0;
  for (const Unit& unit : reading.outline.units) {
    if (unit.heading || unit.beside || unit.announces || unit.table >= 0 || unit.sheet >= 0) continue;
    if (!unit.item || unit.section < 0 || !IsAboutData(reading.outline.parts[static_cast<std::size_t>(unit.section)])) continue;
    const Place place = unit.run.Whole();
    const bool labelled = !unit.label.empty();
    const std::string heading = unit.section < 0 ? "" : reading.outline.parts[static_cast<std::size_t>(unit.section)].heading.text;
    if (!labelled && heading.empty()) continue;
    DataGroup* group = GroupOf(reading, labelled ? unit.label : heading, place);
    if (group == nullptr) continue;
    AddItems(reading, *group, ItemsOf(unit.run.text), all);
    reading.Understand(unit);
  }
}

}  // namespace lofte::importer
