// Who is answerable: a company that the text says it of, whoever is called `us`, whoever runs the service.
#include <algorithm>
#include <map>

#include "base/utf8.h"
#include "importer/identifiers.h"
#include "importer/limits.h"
#include "importer/places.h"
#include "importer/reading.h"

namespace lofte::importer {
namespace {

const Named kController("role.controller"), kAddress("doc.address"), kProcessor("role.processor"), kOrganisation("doc.org_number");
const Named kControllerLabel("label.controller"), kContact("label.contact"), kRecipients("label.recipients");

// A name alone is no controller: something has to say so. A false claim of one is worse than none.
constexpr double kLeastEvidence = 3;
constexpr std::size_t kMostNameTokens = 7;

struct Candidate {
  Text name;
  const Unit* unit = nullptr;
  double score = 0;
};

double ScoreOf(const Reading& reading, const Unit& unit, bool announced) {
  const Outline& outline = reading.outline;
  double score = 1;
  if (unit.Has(kController) || (!unit.label.empty() && unit.LabelHas(kController))) score += 3;
  if (announced) score += 4;
  if (outline.InTopic(unit, kControllerLabel) || outline.UnderHeading(unit, kControllerLabel)) score += 2;
  if (!OrganisationNumbersIn(unit).empty()) score += 2;
  // A block of addresses, not a sentence under `How to contact us`.
  constexpr std::size_t kAddressTokens = 10;
  if (outline.InTopic(unit, kContact) && unit.tokens.size() <= kAddressTokens && !unit.Has(Id("rec.via"))) score += 1;
  if (unit.beside) score -= 0.5;
  if (unit.Has(kProcessor) || outline.UnderHeading(unit, kRecipients) || unit.table >= 0) score -= 4;
  if (!OrganisationNumbersIn(unit).empty() && unit.beside) score += 1;
  return score;
}

// `Norvik AB processes the data that you give us`
double ScoreOfSubject(const Reading& reading, const Unit& unit, const Company& company) {
  static const Named process("doc.process"), store("ret.store");
  if (company.first != 0 || reading.outline.UnderHeading(unit, kRecipients)) return 0;
  const bool does = std::any_of(unit.hits.begin(), unit.hits.end(), [&](const Hit& hit) {
    return (hit.concept_id == process || hit.concept_id == store) && hit.first == company.last;
  });
  return does ? 2.5 : 0;
}

// An announcement of the controller (`The controller is:`) reaches over the lines after it.
std::vector<Candidate> CompaniesOf(const Reading& reading) {
  std::vector<Candidate> candidates;
  std::size_t announced_until = 0;
  const std::vector<Unit>& units = reading.outline.units;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units[i].announces && units[i].Has(kController)) announced_until = i + 4;
    const std::vector<Company> companies = CompaniesIn(units[i]);
    const double score = companies.empty() ? 0 : ScoreOf(reading, units[i], i <= announced_until && announced_until > 0 && i > 0);
    for (const Company& company : companies)
      candidates.push_back({TextOf(units[i], company.first, company.last), &units[i], score + ScoreOfSubject(reading, units[i], company)});
  }
  return candidates;
}

// A name that stands in many places speaks for itself; the same company under several spellings counts together.
const Candidate* BestOf(std::vector<Candidate>& candidates) {
  std::map<std::string, int> times;
  for (const Candidate& candidate : candidates) ++times[Fold(candidate.name.text)];
  // A supplier may be named often too: only what something speaks for gains by it.
  constexpr double kSomeEvidence = 2;
  for (Candidate& candidate : candidates) {
    if (candidate.score < kSomeEvidence && !candidate.unit->beside) continue;
    candidate.score += std::min(3, times[Fold(candidate.name.text)] - 1) * 0.5;
  }
  const Candidate* best = nullptr;
  for (const Candidate& candidate : candidates) {
    if (best == nullptr || candidate.score > best->score) best = &candidate;
  }
  return best != nullptr && best->score >= kLeastEvidence ? best : nullptr;
}

bool IsCommonWord(const Token& token) {
  static const Concept common = Id("lang.word");
  return Lexicon::Words().IsWord(token.word, common);
}

// The run of words with capitals from `first` on, small words such as `og` between two of them included.
std::size_t EndOfName(const Unit& unit, std::size_t first, std::size_t until) {
  static const Named joint("unit.range");
  std::size_t end = first;
  for (std::size_t i = first; i < until && i < first + kMostNameTokens; ++i) {
    // `Fjordklinikken v/ Kari Berg`
    if (i > first && IsWordOfRunner(unit.tokens[i].word) && i + 1 < until && unit.tokens[i + 1].capital) continue;
    if (unit.tokens[i].capital) {
      if (i > first && unit.run.text.find_first_of("(,;:", unit.tokens[i - 1].end) < unit.tokens[i].begin) break;
      end = i + 1;
    } else if (std::none_of(unit.hits.begin(), unit.hits.end(),
                            [&](const Hit& hit) { return hit.concept_id == joint && hit.first == i; })) {
      break;
    }
  }
  return end;
}

// Where the first mark behind token `end - 1` stands, blanks left out.
std::size_t GapAt(const Unit& unit, std::size_t end) { return unit.run.text.find_first_not_of(' ', unit.tokens[end - 1].end); }

// `Fagforeningen (org.nr ..) er behandlingsansvarlig`, `.. är Kari Berg personuppgiftsansvarig`.
std::optional<Text> SubjectOf(const Unit& unit) {
  static const Named is("verb.is");
  const Hit* controller = unit.Find(kController);
  if (controller == nullptr || unit.run.text.back() == '?') return std::nullopt;
  // `The controller is the Society of Friends, Main Street 1`
  for (const Hit& verb : unit.hits) {
    const bool behind =
        verb.concept_id == is && IsNearBefore(*controller, verb, 6) && verb.last < unit.tokens.size() && controller->first <= 1;
    if (!behind || !unit.tokens[verb.last].capital || IsCommonWord(unit.tokens[verb.last])) continue;
    const std::size_t end = EndOfName(unit, verb.last, unit.tokens.size());
    if (end == unit.tokens.size() || unit.run.text.find_first_of("(,.", unit.tokens[end - 1].end) == GapAt(unit, end))
      return TextOf(unit, verb.last, end, 0.8);
  }
  if (controller->first == 0) return std::nullopt;
  for (const Hit& verb : unit.hits) {
    // `is responsible for` holds the verb itself.
    const bool inside = verb.concept_id == is && verb.first == controller->first && verb.first > 0;
    if (inside && unit.tokens[0].capital && !IsCommonWord(unit.tokens[0])) {
      const std::size_t end = EndOfName(unit, 0, verb.first);
      if (end > 0 && (end == verb.first || unit.run.text.find_first_of("(,", unit.tokens[end - 1].end) == GapAt(unit, end)))
        return TextOf(unit, 0, end, 0.8);
    }
    if (verb.concept_id != is || verb.first >= controller->first || controller->first - verb.first > kMostNameTokens) continue;
    if (controller->first - verb.last > 0 && unit.tokens[verb.last].capital) {
      const std::size_t end = EndOfName(unit, verb.last, controller->first);
      if (end == controller->first) return TextOf(unit, verb.last, end, 0.8);
    }
    if (controller->first - verb.last > 2 || verb.first == 0 || !unit.tokens[0].capital || IsCommonWord(unit.tokens[0])) continue;
    const std::size_t end = EndOfName(unit, 0, verb.first);
    const bool bracket = unit.run.text.find_first_of("(,", unit.tokens[end - 1].end) < unit.tokens[verb.first].begin;
    if (verb.first - end <= 2 || bracket) return TextOf(unit, 0, end, 0.8);
  }
  return std::nullopt;
}

// No company: the name of the service, where the text says what it is: `Rebookly-tjenesten`, or a title `X - privacy policy`. Words with a
// hyphen of which the front is a name that is no common word, seen often enough.
std::optional<Text> ServiceName(const Reading& reading) {
  static const Named service("doc.service");
  std::map<std::string, int> times;
  std::optional<Text> found;
  for (const Unit& unit : reading.outline.units) {
    for (const Hit& hit : unit.hits) {
      if (hit.concept_id != service) continue;
      const Token& token = unit.tokens[hit.first];
      const std::size_t hyphen = token.word.find('-');
      if (!token.capital || hyphen == std::string::npos || hyphen < 3) continue;
      if (!VendorsIn(unit.run.text, {token}).empty()) continue;
      Text text = TextOf(unit, hit.first, hit.first + 1, 0.4);
      text.text = text.text.substr(0, hyphen);
      text.place.end = text.place.begin + hyphen;
      if (!found) found = text;
    }
  }
  return found;
}

// What is written in small letters somewhere is a word, no name: `the clinic`.
bool IsName(const Reading& reading, const Text& text) {
  const std::vector<Token> tokens = TokensOf(text.text);
  return std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) { return reading.small_words.count(token.word) == 0; });
}

// `Fjordly ("we", "us") collects ..`
std::optional<Text> CalledUs(const Unit& unit) {
  static const Named we("per.we");
  constexpr std::size_t kFewWords = 4;
  for (const Hit& hit : unit.hits) {
    if (hit.concept_id != we || hit.first == 0) continue;
    const std::string& text = unit.run.text;
    const std::size_t open = text.rfind('(', unit.tokens[hit.first].begin);
    if (open == std::string::npos || text.find(')', open) < unit.tokens[hit.first].begin) continue;
    const char before = text[unit.tokens[hit.first].begin - 1];
    if (before == ' ' || before == '(') continue;  // `(see our ..)`: the word is not quoted
    std::size_t last = hit.first;
    while (last > 0 && unit.tokens[last - 1].begin > open) --last;
    std::size_t first = last;
    while (first > 0 && last - first < kFewWords && unit.tokens[first - 1].capital &&
           (first == last || text[unit.tokens[first - 1].end] == ' '))
      --first;
    while (first < last && IsCommonWord(unit.tokens[first])) ++first;
    if (first < last) return TextOf(unit, first, last, 0.7);
  }
  return std::nullopt;
}

// `This app is developed and maintained by Kari Berg`, `The site is run by ..`: whoever runs it, where nobody else is named.
std::optional<Text> MakerIn(const Unit& unit) {
  static const Named made("role.maker");
  const Hit* hit = unit.Find(made);
  if (hit == nullptr || hit->last >= unit.tokens.size() || hit->first > 8 || IsCommonWord(unit.tokens[hit->last])) return std::nullopt;
  // `The shop is run by Shopify`: on the machines of a supplier.
  for (const NamedVendor& vendor : VendorsIn(unit.run.text, unit.tokens)) {
    if (vendor.first == hit->last) return std::nullopt;
  }
  if (unit.tokens[hit->last].capital) return TextOf(unit, hit->last, EndOfName(unit, hit->last, unit.tokens.size()), 0.5);
  // A name in small letters is all that is left of the sentence.
  return hit->last + 1 == unit.tokens.size() ? std::optional(TextOf(unit, hit->last, hit->last + 1, 0.4)) : std::nullopt;
}

// Words that are none of the vocabulary, with capitals.
bool IsFreeName(const Unit& unit, std::size_t first, std::size_t last) {
  if (first >= last || !unit.tokens[first].capital || IsCommonWord(unit.tokens[first])) return false;
  return std::none_of(unit.hits.begin(), unit.hits.end(), [&](const Hit& hit) { return hit.first >= first && hit.first < last; });
}

// `Privacy policy for Fjordly`, `Fjordly - privacy policy`, `We at Fjordly`: the service, where no person or company is named.
std::optional<Text> NameInTitle(const Reading& reading) {
  static const Named title("doc.policy"), of("doc.policy_of");
  constexpr std::size_t kFirstUnits = 12, kLongestTitle = 8;
  const std::vector<Unit>& units = reading.outline.units;
  for (std::size_t i = 0; i < units.size() && i < kFirstUnits; ++i) {
    const Unit& unit = units[i];
    for (const Hit& hit : unit.hits) {
      const bool at = hit.concept_id == of && hit.first == 0;
      const bool named = hit.concept_id == title && unit.tokens.size() <= kLongestTitle;
      if ((!at && !named) || hit.last >= unit.tokens.size()) continue;
      const std::string_view gap = std::string_view(unit.run.text)
                                       .substr(unit.tokens[hit.last - 1].end, unit.tokens[hit.last].begin - unit.tokens[hit.last - 1].end);
      const bool dash = gap.size() > 1;
      const std::size_t first = at || dash ? hit.last : hit.last + 1;
      if (first >= unit.tokens.size()) continue;
      const std::size_t last = EndOfName(unit, first, unit.tokens.size());
      if (!IsFreeName(unit, first, last)) continue;
      Text name = TextOf(unit, first, last, 0.4);
      if (IsName(reading, name)) return name;
    }
  }
  return std::nullopt;
}

std::vector<std::string_view> PartsOfTitle(std::string_view title) {
  std::vector<std::string_view> parts;
  while (true) {
    std::size_t cut = std::string_view::npos, width = 0;
    for (std::string_view mark : {" | ", " - ", " – ", " — ", " · ", ": "}) {
      if (const std::size_t at = title.find(mark); at < cut) cut = at, width = mark.size();
    }
    parts.push_back(title.substr(0, cut));
    if (cut == std::string_view::npos || parts.size() == kMostTitleParts) return parts;
    title.remove_prefix(cut + width);
  }
}

// A page that is called `Privacy policy | Fjordly`: what is no words of the vocabulary, where the text has it too.
std::optional<Text> NameOfPage(const Reading& reading) {
  Matcher matcher(Lexicon::Words());
  for (std::string_view part : PartsOfTitle(FirstBytes(reading.outline.title, kLongestTitle))) {
    Unit name;
    name.tokens = TokensOf(part);
    name.hits = matcher.Find(name.tokens, kAllLanguages);
    if (name.tokens.size() > kMostNameTokens || !IsFreeName(name, 0, name.tokens.size())) continue;
    for (const Unit& unit : reading.outline.units) {
      const std::size_t at = unit.run.text.find(part);
      if (at == std::string::npos || unit.table >= 0 || reading.outline.UnderHeading(unit, kRecipients)) continue;
      Text text;
      text.text = std::string(part);
      text.place = unit.run.PlaceOf(at, at + part.size());
      text.confidence = 0.4;
      if (IsName(reading, text)) return text;
    }
  }
  return std::nullopt;
}

std::optional<Text> AddressIn(const Unit& unit, const std::string& company) {
  const std::size_t at = company.empty() ? std::string::npos : unit.run.text.find(company);
  if (at == std::string::npos) return std::nullopt;
  std::size_t begin = at + company.size();
  while (begin < unit.run.text.size() && (unit.run.text[begin] == ',' || unit.run.text[begin] == ' ')) ++begin;
  std::size_t end = unit.run.text.find_first_of(".;(", begin);
  end = std::min(end, unit.run.text.size());
  const Run part = unit.run.Part(begin, end);
  if (part.text.empty() || PlacesIn(part.text, TokensOf(part.text)).empty()) return std::nullopt;
  Text address;
  address.text = part.text;
  address.place = part.Whole();
  address.confidence = 0.7;
  return address;
}

void ReadDetails(Reading& reading, const Unit& unit) {
  Controller& controller = reading.facts.controller;
  const std::vector<Unit>& units = reading.outline.units;
  const std::size_t from = static_cast<std::size_t>(&unit - units.data());
  for (std::size_t i = from; i < units.size() && i < from + 8; ++i) {
    if (i > from && units[i].heading && units[i].section != unit.section &&
        !reading.outline.parts[static_cast<std::size_t>(units[i].section)].heading.text.empty() && i > from + 4)
      break;
    const std::vector<Text> numbers = OrganisationNumbersIn(units[i]);
    if (!controller.organisation_number && !numbers.empty()) controller.organisation_number = numbers[0];
    if (!controller.address) controller.address = PostalAddressIn(units[i]);
    if (!controller.address && controller.name) controller.address = AddressIn(units[i], controller.name->text);
    if (!controller.address && units[i].LabelHas(kAddress)) controller.address = TextOf(units[i], 0.8);
    if (!controller.phone) controller.phone = PhoneIn(units[i]);
    const std::vector<NamedPlace> places = PlacesIn(units[i].run.text, units[i].tokens);
    if (!controller.country && !places.empty() && places.back().code.size() == 2 && places.back().code != "EU") {
      controller.country = TextOf(units[i], places.back().first, places.back().last, 0.7);
      controller.country->text = places.back().code;
    }
  }
}

// `Publisher: Kari Berg`
std::optional<Text> LabelledName(const Unit& unit) {
  static const Named publisher("role.publisher");
  // `Payment operator: Stripe`, `How we run it: Norvik` are about something else.
  const std::size_t words = TokensOf(unit.label).size();
  const bool whole = std::any_of(unit.label_hits.begin(), unit.label_hits.end(), [&](const Hit& hit) {
    return (hit.concept_id == publisher || hit.concept_id == kController) && hit.first == 0 && hit.last == words;
  });
  if (!whole || unit.tokens.size() > kMostNameTokens || !VendorsIn(unit.run.text, unit.tokens).empty()) return std::nullopt;
  const std::size_t end = unit.tokens[0].capital ? EndOfName(unit, 0, unit.tokens.size()) : 0;
  return end == unit.tokens.size() && !IsCommonWord(unit.tokens[0]) ? std::optional(TextOf(unit, 0, end, 0.7)) : std::nullopt;
}

// The first unit of which `of` tells a name.
template <typename Of>
void TakeName(Reading& reading, Of of) {
  for (const Unit& unit : reading.outline.units) {
    if (reading.facts.controller.name) return;
    if (unit.beside || unit.table >= 0 || reading.outline.UnderHeading(unit, kRecipients)) continue;
    const std::optional<Text> name = of(unit);
    if (!name || (TokensOf(name->text)[0].capital && !IsName(reading, *name))) continue;
    reading.facts.controller.name = name;
    ReadDetails(reading, unit);
  }
}

}  // namespace

void ReadController(Reading& reading) {
  constexpr double kSureEvidence = 4;
  std::vector<Candidate> candidates = CompaniesOf(reading);
  const Candidate* best = BestOf(candidates);
  const auto take_company = [&] {
    reading.facts.controller.name = best->name;
    reading.facts.controller.name->confidence = best->score >= kSureEvidence ? 0.95 : 0.75;
    reading.Understand(*best->unit);
    ReadDetails(reading, *best->unit);
  };
  if (best != nullptr && best->score >= kSureEvidence) take_company();
  TakeName(reading, SubjectOf);
  // With its form, where the text says it: `Fjordly` is `Fjordly AS`.
  for (const Candidate& candidate : candidates) {
    const std::optional<Text>& name = reading.facts.controller.name;
    if (!name || Fold(candidate.name.text).rfind(Fold(name->text) + " ", 0) != 0) continue;
    best = &candidate;
    take_company();
    break;
  }
  if (!reading.facts.controller.name && best != nullptr) take_company();
  TakeName(reading, LabelledName);
  TakeName(reading, CalledUs);
  TakeName(reading, [](const Unit& unit) { return MakerIn(unit); });
  if (!reading.facts.controller.name) reading.facts.controller.name = ServiceName(reading);
  if (!reading.facts.controller.name) reading.facts.controller.name = NameInTitle(reading);
  if (!reading.facts.controller.name) reading.facts.controller.name = NameOfPage(reading);
  for (const Unit& unit : reading.outline.units) {
    if (reading.facts.controller.organisation_number) break;
    const std::vector<Text> numbers = OrganisationNumbersIn(unit);
    const bool said = unit.Has(kOrganisation) || unit.LabelHas(kOrganisation);
    if (!numbers.empty() && said && !reading.outline.UnderHeading(unit, kRecipients))
      reading.facts.controller.organisation_number = numbers[0];
  }
}

}  // namespace lofte::importer
