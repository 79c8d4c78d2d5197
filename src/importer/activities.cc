// Processing activities: from sheets, tables of purposes, headings with legal bases below them, lists of purposes, in that order; what
// other sections say of the same activity under another name is joined to it.
#include <algorithm>
#include <map>
#include <set>

#include "importer/activity_parts.h"
#include "importer/likeness.h"
#include "importer/reading.h"

namespace lofte::importer {
namespace {

const Named kPurpose("label.purpose"), kBasis("label.basis"), kData("label.data"), kSources("label.sources");
const Named kRecipients("label.recipients"), kRetention("label.retention"), kRights("label.rights"), kTransfers("label.transfers"),
    kNone("tr.none");
const Named kContact("label.contact"), kController("label.controller"), kComplaint("label.complaint"), kChanges("label.changes");
const Named kDefinitions("label.definitions"), kPrinciples("label.principles"), kOfficer("label.dpo"), kSecurity("label.security");
const Named kCookies("label.cookies"), kMinors("label.age");

constexpr double kAlike = 0.34;       // between lists that name the same activities
constexpr double kSurelyAlike = 0.6;  // between names that need not be of the same list

class Reader {
 public:
  explicit Reader(Reading& reading) : reading_(reading), outline_(reading.outline), activities_(reading.facts.activities) {}

  void Read() {
    activity_of_.assign(outline_.units.size(), -1);
    FromSheets();
    if (activities_.empty()) FromTables();
    if (!activities_.empty()) FromParts(Says::kByArticle);
    if (activities_.empty()) FromHeadingsOfBases();

    FromBasisHeadings();
    if (activities_.empty()) {
      FromPurposeHeadings();
      FromParts();
    }
    if (activities_.empty()) FromPurposeLists();
    if (activities_.empty()) FromItemsOfBases();
    FromLabels();
    FromOtherHeadings();
    DropTheRest();
    GiveRetention(reading_, activity_of_);
  }

  void DropTheRest() {
    if (activities_.size() > kMostActivities) activities_.pop_back();
    for (int& number : activity_of_) number = number < static_cast<int>(kMostActivities) ? number : -1;
    for (Activity& activity : activities_) {
      const auto bound = [](auto& all) { all.resize(std::min(all.size(), kMostOfOneActivity)); };
      bound(activity.purposes);
      bound(activity.sources);
      bound(activity.data_categories);
      bound(activity.data_subjects);
      bound(activity.recipients);
    }
  }

 private:
  // Behind the most that there may be stands one without a name that takes the rest, and is taken away in the end.
  int Begin(const Text& name) {
    const bool room = reading_.HasRoom(std::min(activities_.size(), kMostActivities), kMostActivities, "activities", name.place);
    if (!room && activities_.size() > kMostActivities) return static_cast<int>(kMostActivities);
    Activity activity;
    static_cast<Fact&>(activity) = name;
    if (room) activity.name = name.text;
    activities_.push_back(std::move(activity));
    return static_cast<int>(activities_.size()) - 1;
  }

  void AddBases(const Unit& unit, Activity& activity) { AddFound(BasesOf(reading_, unit), activity); }

  static void AddFound(const std::vector<std::pair<std::string, Place>>& bases, Activity& activity) {
    for (const auto& [article, place] : bases) {
      if (std::find(activity.legal_bases.begin(), activity.legal_bases.end(), article) != activity.legal_bases.end()) continue;
      activity.legal_bases.push_back(article);
      activity.basis_places.push_back(place);
    }
    std::sort(activity.legal_bases.begin(), activity.legal_bases.end());
  }

  void AddUnit(const Unit& unit, int number) {
    Activity& activity = activities_[static_cast<std::size_t>(number)];
    activity_of_[static_cast<std::size_t>(&unit - outline_.units.data())] = number;
    if (unit.HasTopic(kBasis)) AddBases(unit, activity);
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
      Begin(text);
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
          number = Begin(WholeCell(unit));
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
      const int number = found[i] >= 0 ? found[i] : Begin(names[i]);
      Join(names[i].text, number);
      for (const Unit* unit : units[i]) AddBases(*unit, activities_[static_cast<std::size_t>(number)]);
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

  // Sections that say a basis of their own.
  enum class Says { kAny, kByArticle };  // what a section has to say to be an activity's
  void FromParts(Says least = Says::kAny) {
    std::map<std::string, int> known;
    for (std::size_t p = 0; p < outline_.parts.size(); ++p) {
      const std::vector<const Unit*> with_bases = UnitsWithBases(p, least);
      if (with_bases.empty() || (!TellsPurposes(p) && IsOfSomethingElse(p))) continue;
      if (FromListBefore(p, with_bases) || FromParagraphs(p, with_bases) || FromItems(p, with_bases)) continue;
      if (IsOfSomethingElse(p)) continue;
      const Run& name = NameOfPart(p);
      if (least == Says::kByArticle && NamesPolicy(name.text, outline_.language_set)) continue;
      const auto place = known.find(name.text);
      const int number = place != known.end() ? place->second : Begin(NameOf(name, 0.7));
      known[name.text] = number;
      for (const Unit* unit : with_bases) AddBases(*unit, activities_[static_cast<std::size_t>(number)]);
      const Part& part = outline_.parts[p];
      for (std::size_t i = part.first_unit; i < part.last_unit; ++i) {
        if (outline_.units[i].section == static_cast<int>(p)) activity_of_[i] = number;
      }
    }
  }

  // `We use your data to:`, a list, and `Legal basis: ..` for all of it.
  bool FromListBefore(std::size_t p, const std::vector<const Unit*>& with_bases) {
    static const Named list("pur.list");
    const Part& part = outline_.parts[p];
    std::vector<const Unit*> items;
    bool announced = false;
    for (std::size_t i = part.first_unit; i < part.last_unit; ++i) {
      const Unit& unit = outline_.units[i];
      if (unit.section != static_cast<int>(p) || unit.beside) continue;
      if (unit.announces)
        announced = unit.Has(list) && !EndsDenying(unit);
      else if (!unit.item)
        announced = false;
      else if (announced && unit.table < 0 && (items.empty() || items.back()->line_id != unit.line_id))
        items.push_back(&unit);
    }
    const bool behind = std::all_of(with_bases.begin(), with_bases.end(),
                                    [&](const Unit* unit) { return !unit->item && !items.empty() && unit > items.back(); });
    if (items.size() < 2 || !behind) return false;
    for (const Unit* item : items) {
      const int number = Begin(NameOfItem(*item));
      for (const Unit* unit : with_bases) AddBases(*unit, activities_[static_cast<std::size_t>(number)]);
      Claim(*item, number);
    }
    return true;
  }

  // Paragraphs of a section about purposes or data that each say a basis: `When you order we process .. Legal basis: contract.`
  bool FromParagraphs(std::size_t p, const std::vector<const Unit*>& with_bases) {
    std::set<std::size_t> lines;
    for (const Unit* unit : with_bases) {
      if (unit->item || unit->table >= 0 || unit->sheet >= 0 || !unit->label.empty()) return false;
      lines.insert(unit->line_id);
    }
    if (lines.size() < 2 || !TellsPurposes(p)) return false;
    const Part& part = outline_.parts[p];
    std::size_t line = static_cast<std::size_t>(-1);
    int number = -1;
    for (std::size_t i = part.first_unit; i < part.last_unit; ++i) {
      const Unit& unit = outline_.units[i];
      if (unit.section != static_cast<int>(p) || lines.count(unit.line_id) == 0) continue;
      if (line != unit.line_id) number = Begin(LeadOf(unit));
      line = unit.line_id;
      AddBases(unit, activities_[static_cast<std::size_t>(number)]);
      activity_of_[i] = number;
    }
    return true;
  }

  // Items of such a section that each say a basis: `Newsletters - legal basis: consent`.
  bool FromItems(std::size_t p, const std::vector<const Unit*>& with_bases) {
    std::set<std::size_t> lines;
    for (const Unit* unit : with_bases) {
      if (!unit->item || unit->label.empty() || unit->table >= 0 || unit->sheet >= 0 || LabelIsBasis(*unit)) return false;
      lines.insert(unit->line_id);
    }
    if (lines.size() < 2 || !TellsPurposes(p)) return false;
    std::size_t line = static_cast<std::size_t>(-1);
    for (const Unit* unit : with_bases) {
      if (line != unit->line_id) Begin(NameOfItem(*unit));
      line = unit->line_id;
      AddBases(*unit, activities_.back());
      Claim(*unit, static_cast<int>(activities_.size()) - 1);
    }
    return true;
  }

  bool TellsPurposes(std::size_t p) const {
    const Part& part = outline_.parts[p];
    return part.own_topics && (part.HasTopic(kPurpose) || part.HasTopic(kData));
  }

  void Claim(const Unit& unit, int number) {
    activity_of_[static_cast<std::size_t>(&unit - outline_.units.data())] = number;
    reading_.Understand(unit);
  }

  static Text NameOf(const Run& run, double confidence) {
    Text text;
    text.text = run.text;
    text.place = run.Whole();
    text.confidence = confidence;
    return text;
  }

  // `Legal basis: ..` in a section, as a line of its own.
  bool HasLabelledBasis(std::size_t p) const {
    const Part& part = outline_.parts[p];
    return std::any_of(outline_.units.begin() + static_cast<std::ptrdiff_t>(part.first_unit),
                       outline_.units.begin() + static_cast<std::ptrdiff_t>(part.last_unit), [&](const Unit& unit) {
                         return unit.section == static_cast<int>(p) && unit.table < 0 && !unit.label.empty() && unit.HasTopic(kBasis);
                       });
  }

  // The headings of usual sections that tell of no processing; a sheet below one (`Contact data`, `Purpose: ..`) does.
  bool IsOfSomethingElse(std::size_t p) const {
    static const std::vector<Concept> others = {kRights,      kRecipients, kTransfers, kContact,  kController, kComplaint, kChanges,
                                                kDefinitions, kPrinciples, kOfficer,   kSecurity, kBasis,      kRetention, kMinors};
    const Part& part = outline_.parts[p];
    if (part.parent >= 0 && HasLabelledBasis(p)) return false;
    const bool usual = std::any_of(part.topics.begin(), part.topics.end(), [&](Concept topic) {
      const bool below = !part.own_topics && (topic == kBasis || topic == kRetention);
      return !below && std::find(others.begin(), others.end(), topic) != others.end();
    });
    return usual || NamesRight(part.heading.text, outline_.language_set) || NamesBasis(part.heading.text, outline_.language_set);
  }

  std::vector<const Unit*> UnitsWithBases(std::size_t p, Says least) const {
    static const Named noun("basis.noun");
    const Part& part = outline_.parts[p];
    std::vector<const Unit*> with_bases;
    for (std::size_t i = part.first_unit; i < part.last_unit; ++i) {
      const Unit& unit = outline_.units[i];
      if (unit.section != static_cast<int>(p) || activity_of_[i] >= 0 || unit.heading || unit.beside) continue;
      if (least == Says::kByArticle && (unit.table >= 0 || !unit.Has(noun) || ArticlesIn(unit).empty())) continue;
      if (!BasesOf(reading_, unit).empty() || (unit.HasTopic(kBasis) && !ArticlesIn(unit).empty())) with_bases.push_back(&unit);
    }
    return with_bases;
  }

  // Items that begin with a basis: `Consent (Article 6(1)(a)) - when you ask for newsletters`.
  void FromItemsOfBases() {
    std::vector<const Unit*> items;
    for (const Unit& unit : outline_.units) {
      const bool first = items.empty() || items.back()->line_id != unit.line_id;
      if (unit.item && !unit.beside && first && LabelIsBasis(unit) && !outline_.UnderHeading(unit, kRights)) items.push_back(&unit);
    }
    if (items.size() < 2) return;
    for (const Unit* item : items) {
      const int number = Begin(TextOf(*item, 0.6));
      AddFound(BasesOfLabelled(reading_, *item), activities_[static_cast<std::size_t>(number)]);
      Claim(*item, number);
    }
  }

  // Headings that are legal bases, `Contract (Article 6(1)(b))`, and what rests on each as its items.
  void FromHeadingsOfBases() {
    std::size_t line = static_cast<std::size_t>(-1);
    int number = -1;
    const Unit* heading = nullptr;
    for (const Unit& unit : outline_.units) {
      if (unit.beside) continue;
      if (unit.heading) heading = unit.table < 0 && !BasesOfHeading(reading_, unit).empty() ? &unit : nullptr;
      if (unit.heading || heading == nullptr || !unit.item || unit.table >= 0 || unit.section != heading->section) continue;
      if (line != unit.line_id) {
        number = Begin(NameOfItem(unit));
        AddFound(BasesOfHeading(reading_, *heading), activities_[static_cast<std::size_t>(number)]);
      }
      line = unit.line_id;
      activity_of_[static_cast<std::size_t>(&unit - outline_.units.data())] = number;
      reading_.Understand(unit);
    }
  }

  // The heading itself, or an empty heading right above it when that names no usual section.
  const Run& NameOfPart(std::size_t part) const {
    for (std::size_t p = part;; --p) {
      if (!outline_.parts[p].own_topics) return outline_.parts[p].heading;
      if (p == 0 || outline_.parts[p - 1].own_units != 0) return outline_.parts[part].heading;
    }
  }

  // `We use your data to:` and a list.
  void FromPurposeLists() {
    static const Named list("pur.list"), store("ret.store"), process("doc.process"), basis("basis.noun"), right("right.noun");
    std::size_t line = static_cast<std::size_t>(-1);
    int number = -1;
    bool announced = false, other = false;  // the list is one of purposes; of something else
    for (const Unit& unit : outline_.units) {
      if (unit.heading || unit.beside) {
        announced = other = false;
        continue;
      }
      if (unit.announces) {
        // `.. for these purposes and on these legal bases:` announces purposes.
        other = EndsDenying(unit) || (unit.Has(basis) && !unit.Has(Id("crit.purpose"))) ||
                HasAny(unit, {right, Id("rec.category"), Id("role.processor")}) || outline_.UnderHeading(unit, kRecipients) ||
                outline_.UnderHeading(unit, kSecurity) || outline_.UnderHeading(unit, kCookies);
        announced = !other && (unit.Has(list) || outline_.InTopic(unit, kPurpose)) && !HasAny(unit, {store, Id("sec.measure")}) &&
                    (!unit.Has(process) || unit.Has(Id("crit.purpose")));
        continue;
      }
      if (!unit.item || unit.table >= 0 || outline_.UnderHeading(unit, kCookies)) {
        announced = other = false;
        continue;
      }
      if (other || (!announced && !outline_.UnderHeading(unit, kPurpose))) continue;
      // The sentences of an item go on about it: `Newsletters - to tell you more. Legal basis: consent.`
      if (line != unit.line_id) number = Begin(LabelIsArticle(unit) ? TextOf(unit, 0.6) : NameOfItem(unit));
      line = unit.line_id;
      AddBases(unit, activities_[static_cast<std::size_t>(number)]);
      activity_of_[static_cast<std::size_t>(&unit - outline_.units.data())] = number;
      reading_.Understand(unit);
    }
  }

  // Headings below that of the purposes, each with a sentence or two.
  void FromPurposeHeadings() {
    std::vector<std::size_t> below;
    for (std::size_t p = 0; p < outline_.parts.size(); ++p) {
      const Part& part = outline_.parts[p];
      if (part.own_topics || part.parent < 0 || part.own_units == 0) continue;
      const Part& parent = outline_.parts[static_cast<std::size_t>(part.parent)];
      if (parent.HasTopic(kPurpose) && parent.own_topics) below.push_back(p);
    }
    constexpr std::size_t kLeast = 3;
    if (below.size() < kLeast) return;
    for (std::size_t p : below) {
      const Run& heading = outline_.parts[p].heading;
      Text name;
      name.text = heading.text;
      name.place = heading.Whole();
      name.confidence = 0.6;
      const int number = Begin(name);
      for (std::size_t i = outline_.parts[p].first_unit; i < outline_.parts[p].last_unit; ++i) {
        const Unit& unit = outline_.units[i];
        activity_of_[i] = number;
        if (!unit.heading) AddBases(unit, activities_[static_cast<std::size_t>(number)]);
      }
    }
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
      if (current >= 0 && activity_of_[i] < 0) activity_of_[i] = current;
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
        if (unit.section != static_cast<int>(p) || unit.heading || activity_of_[i] >= 0) continue;
        activity_of_[i] = best;
        NoteSubjects(unit, activities_[static_cast<std::size_t>(best)]);
      }
    }
  }

  Reading& reading_;
  const Outline& outline_;
  std::vector<Activity>& activities_;
  std::vector<int> activity_of_;  // for each unit
};

}  // namespace

void ReadActivities(Reading& reading) { Reader(reading).Read(); }

}  // namespace lofte::importer
