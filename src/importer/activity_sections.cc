// Activities from sections: by their headings, paragraphs, lists and items.
#include <algorithm>
#include <map>
#include <set>

#include "importer/activity_list.h"

namespace lofte::importer {
namespace {

const Named kPurpose("label.purpose"), kBasis("label.basis"), kData("label.data");
const Named kRecipients("label.recipients"), kRetention("label.retention"), kRights("label.rights"), kTransfers("label.transfers");
const Named kContact("label.contact"), kController("label.controller"), kComplaint("label.complaint"), kChanges("label.changes");
const Named kDefinitions("label.definitions"), kPrinciples("label.principles"), kOfficer("label.dpo"), kSecurity("label.security");
const Named kCookies("label.cookies"), kMinors("label.age");

class Sections {
 public:
  explicit Sections(ActivityList& list) : list_(list), outline_(list.outline()) {}

  // Sections that say a basis of their own.
  void FromParts(Says least) {
    std::map<std::string, int> known;
    for (std::size_t p = 0; p < outline_.parts.size(); ++p) {
      const std::vector<const Unit*> with_bases = UnitsWithBases(p, least);
      if (with_bases.empty() || (!TellsPurposes(p) && IsOfSomethingElse(p))) continue;
      if (FromListBefore(p, with_bases) || FromParagraphs(p, with_bases) || FromItems(p, with_bases)) continue;
      if (IsOfSomethingElse(p)) continue;
      const Run& name = NameOfPart(p);
      if (least == Says::kByArticle && NamesPolicy(name.text, outline_.language_set)) continue;
      const auto place = known.find(name.text);
      const int number = place != known.end() ? place->second : list_.Begin(NameOf(name, 0.7));
      known[name.text] = number;
      for (const Unit* unit : with_bases) list_.AddBases(*unit, number);
      const Part& part = outline_.parts[p];
      for (std::size_t i = part.first_unit; i < part.last_unit; ++i) {
        if (outline_.units[i].section == static_cast<int>(p)) list_.Give(outline_.units[i], number);
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
      const int number = list_.Begin(NameOfItem(*item));
      for (const Unit* unit : with_bases) list_.AddBases(*unit, number);
      list_.Claim(*item, number);
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
      if (line != unit.line_id) number = list_.Begin(LeadOf(unit));
      line = unit.line_id;
      list_.AddBases(unit, number);
      list_.Give(outline_.units[i], number);
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
    int number = -1;
    for (const Unit* unit : with_bases) {
      if (line != unit->line_id) number = list_.Begin(NameOfItem(*unit));
      line = unit->line_id;
      list_.AddBases(*unit, number);
      list_.Claim(*unit, number);
    }
    return true;
  }

  bool TellsPurposes(std::size_t p) const {
    const Part& part = outline_.parts[p];
    return part.own_topics && (part.HasTopic(kPurpose) || part.HasTopic(kData));
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
      if (unit.section != static_cast<int>(p) || list_.Of(unit) >= 0 || unit.heading || unit.beside) continue;
      if (least == Says::kByArticle && (unit.table >= 0 || !unit.Has(noun) || ArticlesIn(unit).empty())) continue;
      if (!BasesOf(list_.reading(), unit).empty() || (unit.HasTopic(kBasis) && !ArticlesIn(unit).empty())) with_bases.push_back(&unit);
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
      const int number = list_.Begin(TextOf(*item, 0.6));
      list_.AddFound(BasesOfLabelled(list_.reading(), *item), number);
      list_.Claim(*item, number);
    }
  }

  // Headings that are legal bases, `Contract (Article 6(1)(b))`, and what rests on each as its items.
  void FromHeadingsOfBases() {
    std::size_t line = static_cast<std::size_t>(-1);
    int number = -1;
    const Unit* heading = nullptr;
    for (const Unit& unit : outline_.units) {
      if (unit.beside) continue;
      if (unit.heading) heading = unit.table < 0 && !BasesOfHeading(list_.reading(), unit).empty() ? &unit : nullptr;
      if (unit.heading || heading == nullptr || !unit.item || unit.table >= 0 || unit.section != heading->section) continue;
      if (line != unit.line_id) {
        number = list_.Begin(NameOfItem(unit));
        list_.AddFound(BasesOfHeading(list_.reading(), *heading), number);
      }
      line = unit.line_id;
      list_.Claim(unit, number);
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
      if (line != unit.line_id) number = list_.Begin(LabelIsArticle(unit) ? TextOf(unit, 0.6) : NameOfItem(unit));
      line = unit.line_id;
      list_.AddBases(unit, number);
      list_.Claim(unit, number);
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
      const int number = list_.Begin(name);
      for (std::size_t i = outline_.parts[p].first_unit; i < outline_.parts[p].last_unit; ++i) {
        const Unit& unit = outline_.units[i];
        list_.Give(outline_.units[i], number);
        if (!unit.heading) list_.AddBases(unit, number);
      }
    }
  }

 private:
  ActivityList& list_;
  const Outline& outline_;
};

}  // namespace

void ReadSections(ActivityList& list, Says least) { Sections(list).FromParts(least); }
void ReadHeadingsOfBases(ActivityList& list) { Sections(list).FromHeadingsOfBases(); }
void ReadItemsOfBases(ActivityList& list) { Sections(list).FromItemsOfBases(); }
void ReadPurposeHeadings(ActivityList& list) { Sections(list).FromPurposeHeadings(); }
void ReadPurposeLists(ActivityList& list) { Sections(list).FromPurposeLists(); }

}  // namespace lofte::importer
