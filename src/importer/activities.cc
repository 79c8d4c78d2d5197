// Processing activities: from sheets, tables of purposes, headings with legal bases below them, lists of purposes, in that order; what
// other sections say of the same activity under another name is joined to it.
#include <algorithm>
#include <map>
#include <set>

#include "importer/activity_list.h"
#include "importer/likeness.h"
#include "importer/reading.h"

namespace lofte::importer {
namespace {

const Named kPurpose("label.purpose"), kBasis("label.basis"), kData("label.data"), kSources("label.sources");
const Named kRecipients("label.recipients"), kRetention("label.retention"), kNone("tr.none");

constexpr double kAlike = 0.34;       // between lists that name the same activities
constexpr double kSurelyAlike = 0.6;  // between names that need not be of the same list

class Reader {
 public:
  explicit Reader(Reading& reading) : reading_(reading), outline_(reading.outline), list_(reading), activities_(reading.facts.activities) {}

  void Read() {
    FromSheets();
    if (list_.empty()) FromTables();
    if (!list_.empty()) ReadSections(list_, Says::kByArticle);
    if (list_.empty()) ReadHeadingsOfBases(list_);
    FromBasisHeadings();
    if (list_.empty()) {
      ReadPurposeHeadings(list_);
      ReadSections(list_, Says::kAny);
    }
    if (list_.empty()) ReadPurposeLists(list_);
    if (list_.empty()) ReadItemsOfBases(list_);
    FromLabels();
    FromOtherHeadings();
    list_.Finish();
  }

 private:
  void AddUnit(const Unit& unit, int number) {
    Activity& activity = activities_[static_cast<std::size_t>(number)];
    list_.Give(unit, number);
    if (unit.HasTopic(kBasis)) list_.AddBases(unit, number);
    if (unit.HasTopic(kPurpose)) activity.purposes.push_back(TextOf(unit, 0.9));
    if (unit.HasTopic(kSources)) activity.sources.push_back(TextOf(unit, 0.8));
    if (unit.HasTopic(kData)) activity.data_categories.push_back(unit.run.text);
    if (unit.HasTopic(kRecipients) && !unit.Has(kNone)) activity.recipients.push_back(unit.run.text);
    if (unit.HasTopic(kPurpose) || unit.HasTopic(kSources) || unit.HasTopic(kData) || unit.HasTopic(kBasis)) reading_.Understand(unit);
  }

  void FromSheets() {
    for (const Run& name : outline_.sheets) {
      Text text;
      text.text = name.text;
      text.place = name.Whole();
      text.confidence = 0.95;
      list_.Begin(text);
    }
    for (const Unit& unit : outline_.units) {
      if (unit.sheet >= 0 && !unit.heading) AddUnit(unit, std::min(unit.sheet, static_cast<int>(kMostActivities)));
    }
  }

  // Tables with a column of purposes and one of bases: a row is an activity.
  void FromTables() {
    std::map<int, std::set<Concept>> columns;
    for (const Unit& unit : outline_.units) {
      if (unit.table >= 0) columns[unit.table].insert(unit.topics.begin(), unit.topics.end());
    }
    for (const auto& [table, labels] : columns) {
      if (labels.count(kBasis) == 0) continue;
      const bool purposes = labels.count(kPurpose) != 0;
      int row = -1, number = -1;
      std::vector<const Unit*> row_units;
      for (const Unit& unit : outline_.UnitsOf(table)) {
        if (unit.table != table || unit.heading) continue;
        if (unit.row != row) {
          row = unit.row;
          number = -1;
          row_units.clear();
        }
        row_units.push_back(&unit);
        if (number < 0 && (purposes ? unit.HasTopic(kPurpose) : unit.column == 0)) {
          number = list_.Begin(WholeCell(unit));
          for (const Unit* before : row_units) AddUnit(*before, number);
        } else if (number >= 0) {
          AddUnit(unit, number);
        }
      }
    }
  }

  // A cell of several sentences is named by all of them.
  Text WholeCell(const Unit& unit) const {
    Text text = TextOf(unit, 0.9);
    for (const Unit* next = reading_.Next(unit); next != nullptr && next->line_id == unit.line_id; next = reading_.Next(*next)) {
      text.text += " " + next->run.text;
      text.place.end = next->run.Whole().end;
    }
    return text;
  }

  // Headings below that of the legal bases, each with bases as its items.
  void FromBasisHeadings() {
    std::vector<Text> names;
    std::vector<std::vector<const Unit*>> units;
    for (std::size_t p = 0; p < outline_.parts.size(); ++p) {
      const Part& part = outline_.parts[p];
      if (part.own_topics || part.parent < 0) continue;
      std::vector<const Unit*> with_bases;
      std::size_t others = 0;
      for (std::size_t i = part.first_unit; i < part.last_unit; ++i) {
        const Unit& unit = outline_.units[i];
        if (unit.heading || unit.section != static_cast<int>(p)) continue;
        if (ArticlesIn(unit).empty())
          ++others;
        else
          with_bases.push_back(&unit);
      }
      if (with_bases.empty() || others > with_bases.size() || !UnderBases(part)) continue;
      Text name;
      name.text = part.heading.text;
      name.place = part.heading.Whole();
      name.confidence = 0.9;
      names.push_back(std::move(name));
      units.push_back(std::move(with_bases));
    }
    const std::vector<int> found = Match(names);
    const bool may_add = activities_.empty();
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (found[i] < 0 && !may_add) continue;
      const int number = found[i] >= 0 ? found[i] : list_.Begin(names[i]);
      Join(names[i].text, number);
      for (const Unit* unit : units[i]) list_.AddBases(*unit, number);
    }
  }

  bool UnderBases(const Part& part) const { return part.HasTopic(kBasis); }

  std::vector<int> Match(const std::vector<Text>& names, double least = kAlike) const {
    std::vector<std::string> texts, known;
    for (const Text& name : names) texts.push_back(name.text);
    for (const Activity& activity : activities_) known.push_back(activity.name);
    return MatchNames(texts, known, least);
  }

  void Join(const std::string& alias, int number) {
    Activity& activity = activities_[static_cast<std::size_t>(number)];
    if (alias != activity.name && activity.aliases.size() < kMostOfOneActivity &&
        std::find(activity.aliases.begin(), activity.aliases.end(), alias) == activity.aliases.end())
      activity.aliases.push_back(alias);
  }

  // `Activity: one year from ..` in a section about retention; the lines after it go on about it.
  void FromLabels() {
    if (activities_.empty()) return;
    std::vector<Text> names;
    std::vector<std::size_t> lines;
    for (const Unit& unit : outline_.units) {
      if (unit.label.empty() || unit.sheet >= 0 || unit.table >= 0 || !outline_.UnderHeading(unit, kRetention)) continue;
      if (!lines.empty() && lines.back() == unit.line_id) continue;
      Text name;
      name.text = unit.label;
      names.push_back(std::move(name));
      lines.push_back(unit.line_id);
    }
    const std::vector<int> found = Match(names, outline_.sheets.empty() ? kSurelyAlike : kAlike);
    std::map<std::size_t, int> of_line;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (found[i] < 0) continue;
      Join(names[i].text, found[i]);
      of_line[lines[i]] = found[i];
    }
    int current = -1, section = -1;
    for (std::size_t i = 0; i < outline_.units.size(); ++i) {
      const Unit& unit = outline_.units[i];
      if (unit.section != section || unit.heading) current = -1;
      section = unit.section;
      const auto line = of_line.find(unit.line_id);
      if (line != of_line.end())
        current = line->second;
      else if (!unit.label.empty())
        current = -1;
      if (current >= 0 && list_.Of(unit) < 0) list_.Give(unit, current);
    }
  }

  static std::vector<NameWords> AllNamesOf(const Activity& activity) {
    std::vector<NameWords> names = {NameWordsOf(activity.name)};
    for (const std::string& alias : activity.aliases) names.push_back(NameWordsOf(alias));
    return names;
  }

  // What stands under a heading that is an activity's name.
  void FromOtherHeadings() {
    std::vector<std::vector<NameWords>> names;  // of each activity
    for (const Activity& activity : activities_) names.push_back(AllNamesOf(activity));
    for (std::size_t p = 0; p < std::min(outline_.parts.size(), kMostNames); ++p) {
      const Part& part = outline_.parts[p];
      if (part.own_topics) continue;
      const NameWords heading = NameWordsOf(part.heading.text);
      int best = -1;
      double likeness = kSurelyAlike;
      for (std::size_t a = 0; a < names.size(); ++a) {
        for (const NameWords& name : names[a]) {
          const double alike = Likeness(heading, name);
          if (alike <= likeness) continue;
          likeness = alike;
          best = static_cast<int>(a);
        }
      }
      if (best < 0) continue;
      Join(part.heading.text, best);
      names[static_cast<std::size_t>(best)] = AllNamesOf(activities_[static_cast<std::size_t>(best)]);
      for (std::size_t i = part.first_unit; i < part.last_unit; ++i) {
        const Unit& unit = outline_.units[i];
        if (unit.section != static_cast<int>(p) || unit.heading || list_.Of(unit) >= 0) continue;
        list_.Give(unit, best);
        NoteSubjects(unit, activities_[static_cast<std::size_t>(best)]);
      }
    }
  }

  Reading& reading_;
  const Outline& outline_;
  ActivityList list_;
  std::vector<Activity>& activities_;
};

}  // namespace

void ReadActivities(Reading& reading) { Reader(reading).Read(); }

}  // namespace lofte::importer
