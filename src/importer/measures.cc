// Security measures, the 72 hours of a breach, the age from which people may use the service, decisions by machine.
#include <algorithm>

#include "importer/periods.h"
#include "importer/reading.h"

namespace lofte::importer {
namespace {

const Named kSecurity("label.security"), kMeasure("sec.measure"), kBreach("br.breach"), kBreachLabel("label.breach"),
    kAuthority("role.authority");
const Named kChild("mi.child"), kAgeLabel("label.age"), kAge("ret.age_words"), kParent("mi.parent"), kDecision("cond.automated_decision"),
    kRights("label.rights");
const Named kStore("ret.store"), kDelete("ret.delete");

constexpr int kYoungest = 10, kOldest = 21;

void ReadSecurity(Reading& reading, const Unit& unit) {
  if (unit.heading || unit.announces) return;
  const bool topic = reading.outline.InTopic(unit, kSecurity);
  if (!topic || !(unit.item || unit.sheet >= 0 || unit.Has(kMeasure))) return;
  Text measure = TextOf(unit, unit.Has(kMeasure) ? 0.9 : 0.6);
  if (reading.HasRoom(reading.facts.security.size(), kMostMeasures, "security measures", measure.place))
    reading.facts.security.push_back(std::move(measure));
  reading.Understand(unit);
}

void ReadBreach(Reading& reading, const Unit& unit) {
  const bool topic = unit.Has(kBreach) || reading.outline.UnderHeading(unit, kBreachLabel);
  if (!topic || reading.facts.breach_72h) return;
  for (const Length& length : LengthsIn(unit)) {
    if (length.days != 3 || length.unit != 'H') continue;
    reading.facts.breach_72h = TextOf(unit, unit.Has(kAuthority) ? 0.95 : 0.8);
    reading.Understand(unit);
  }
}

// `minors (under 18 years)` says what a minor is.
bool IsDefinition(const Unit& unit, std::size_t first) {
  const std::size_t open = unit.run.text.rfind('(', unit.tokens[first].begin);
  return open != std::string::npos && unit.run.text.find(')', open) > unit.tokens[first].begin &&
         unit.run.text.find(')', open) != std::string::npos && std::any_of(unit.hits.begin(), unit.hits.end(), [&](const Hit& hit) {
           return (hit.concept_id == kChild || hit.concept_id == kAge) && unit.tokens[hit.last - 1].end + 1 == open;
         });
}

// `at least 13 children`: a word follows the number, and neither a mark nor a conjunction stands between them.
bool CountsThings(const Unit& unit, std::size_t number) {
  static const Named joint("unit.range");
  if (number + 1 >= unit.tokens.size()) return false;
  const bool mark = unit.tokens[number + 1].begin > unit.tokens[number].end + 1;
  return !mark && std::none_of(unit.hits.begin(), unit.hits.end(),
                               [&](const Hit& hit) { return hit.concept_id == joint && hit.first == number + 1; });
}

// `children under 13`: a bare number behind a word such as `under`.
std::vector<Length> BareAgesIn(const Unit& unit) {
  static const Named bound("age.bound");
  std::vector<Length> ages;
  if (!HasAny(unit, {kChild, kAge})) return ages;
  for (const Hit& hit : unit.hits) {
    if (hit.concept_id != bound || hit.last >= unit.tokens.size() || !unit.tokens[hit.last].number) continue;
    if (CountsThings(unit, hit.last)) continue;
    Length length;
    length.first = hit.last;
    length.last = hit.last + 1;
    length.unit = 'Y';
    length.count = unit.tokens[hit.last].word.size() == 2 ? std::stoi(unit.tokens[hit.last].word) : 0;
    ages.push_back(std::move(length));
  }
  return ages;
}

// A number of years beside words of age. Of several the one under a heading about children, then the first.
void ReadAge(Reading& reading, const Unit& unit, double& best) {
  if (unit.announces) return;
  std::vector<Length> lengths = LengthsIn(unit);
  if (lengths.empty()) lengths = BareAgesIn(unit);
  for (const Length& length : lengths) {
    if (IsDefinition(unit, length.first)) continue;
    if (length.unit != 'Y' || length.count < kYoungest || length.count > kOldest || HasAny(unit, {kStore, kDelete})) {
      if (!(length.unit == 'Y' && length.count >= kYoungest && length.count <= kOldest && unit.Has(kParent))) continue;
    }
    const bool near = std::any_of(unit.hits.begin(), unit.hits.end(), [&](const Hit& hit) {
      return (hit.concept_id == kChild || hit.concept_id == kAge) && hit.last + 3 >= length.first && hit.first <= length.last + 3;
    });
    if (!near) continue;
    // `Below 13 only with the consent of a parent` says from what age people consent themselves.
    const bool consent = HasAny(unit, {kParent}) && unit.Has(Id("basis.consent"));
    const double weight = (reading.outline.UnderHeading(unit, kAgeLabel) ? 2 : 1) + (consent ? 0.5 : 0);
    if (weight <= best) continue;
    best = weight;
    reading.facts.minimum_age = TextOf(unit, length.first, length.last, weight > 1 ? 0.95 : 0.75);
    reading.facts.minimum_age->text = std::to_string(length.count);
    reading.Understand(unit);
  }
}

void ReadDecisions(Reading& reading, const Unit& unit) {
  const Hit* hit = unit.Find(kDecision);
  if (hit == nullptr || unit.heading || reading.outline.UnderHeading(unit, kRights)) return;
  const bool denied = std::any_of(unit.hits.begin(), unit.hits.end(),
                                  [&](const Hit& other) { return other.concept_id == Id("neg.not") && other.first < hit->last + 3; });
  if (!reading.facts.automated_decisions) reading.facts.automated_decisions = !denied;
  reading.Understand(unit);
}

}  // namespace

void ReadMeasures(Reading& reading) {
  double age = 0;
  for (const Unit& unit : reading.outline.units) {
    if (unit.beside) continue;
    ReadSecurity(reading, unit);
    ReadBreach(reading, unit);
    ReadAge(reading, unit, age);
    ReadDecisions(reading, unit);
  }
}

}  // namespace lofte::importer
