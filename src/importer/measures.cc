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

// A number of years beside words of age. Of several the one under a heading about children, then the first.
void ReadAge(Reading& reading, const Unit& unit, double& best) {
  for (const Length& length : LengthsIn(unit)) {
    if (length.unit != 'Y' || length.count < kYoungest || length.count > kOldest || HasAny(unit, {kStore, kDelete})) {
      if (!(length.unit == 'Y' && length.count >= kYoungest && length.count <= kOldest && unit.Has(kParent))) continue;
    }
    const bool near = std::any_of(unit.hits.begin(), unit.hits.end(), [&](const Hit& hit) {
      return (hit.concept_id == kChild || hit.concept_id == kAge) && hit.last + 3 >= length.first && hit.first <= length.last + 3;
    });
    if (!near) continue;
    const double weight = reading.outline.UnderHeading(unit, kAgeLabel) ? 2 : 1;
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
