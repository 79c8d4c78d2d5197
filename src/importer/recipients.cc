// Who gets data: tables and lists of recipients, and names in passing where the text speaks of using or sharing.
#include <algorithm>
#include <map>
#include <set>

#include "base/words.h"
#include "importer/identifiers.h"
#include "importer/places.h"
#include "importer/reading.h"
#include "importer/recipient_names.h"

namespace lofte::importer {
namespace {

const Named kShare("rec.share"), kUse("rec.use_provider"), kCategory("rec.category"), kFrom("rec.from"), kAnalytics("ck.analytics");
const Named kRecipients("label.recipients"), kName("label.name"), kRegion("label.region");
const Named kData("label.data"), kCookies("label.cookies"), kLifetime("label.lifetime"), kBasis("label.basis");
const Named kCookie("ck.cookie");

class Reader {
 public:
  explicit Reader(Reading& reading) : reading_(reading), outline_(reading.outline) {}

  void Read() {
    ReadTables();
    for (const Unit& unit : outline_.units) {
      if (unit.heading) announced_ = false;
      if (unit.heading && unit.table < 0 && !unit.beside) ReadHeading(unit);
      if (!unit.item && !unit.announces) announced_ = announced_ && unit.table >= 0;
      if (!unit.heading && !unit.beside && unit.table < 0) ReadUnit(unit);
      if (unit.announces) {
        announced_ = HasAny(unit, {kShare, kUse, kCategory}) || outline_.UnderHeading(unit, kRecipients);
        named_list_ =
            HasAny(unit, {kShare, kCategory, Id("role.processor"), Id("rec.companies")}) || outline_.UnderHeading(unit, kRecipients);
      }
    }
  }

 private:
  // A table whose first column names somebody and that is not one of cookies or purposes.
  void ReadTables() {
    std::map<int, std::set<Concept>> columns;
    for (const Unit& unit : outline_.units) {
      if (unit.table >= 0) columns[unit.table].insert(unit.topics.begin(), unit.topics.end());
    }
    for (const auto& [table, labels] : columns) {
      const bool of_cookies = labels.count(kLifetime) != 0 || StandsUnderCookies(table);
      if (of_cookies || labels.count(kName) == 0 || labels.count(kBasis) != 0) continue;
      ReadTable(table);
    }
  }

  bool StandsUnderCookies(int table) const {
    const Units units = outline_.UnitsOf(table);
    return std::any_of(units.begin(), units.end(), [&](const Unit& unit) {
      return unit.table == table && outline_.UnderHeading(unit, kCookies) && !outline_.UnderHeading(unit, kRecipients);
    });
  }

  void ReadTable(int table) {
    Recipient* row = nullptr;
    int number = -1;
    for (const Unit& unit : outline_.UnitsOf(table)) {
      if (unit.table != table || unit.heading) continue;
      if (unit.row != number) {
        number = unit.row;
        row = nullptr;
        if (unit.column == 0) row = AddTold(unit);
        reading_.Understand(unit);
        continue;
      }
      if (row == nullptr) continue;
      reading_.Understand(unit);
      const auto append = [&](std::string& to) { to += (to.empty() ? "" : " ") + unit.run.text; };
      if (unit.HasTopic(kRegion)) {
        SetPlace(*row, unit.run.text);
      } else if (unit.HasTopic(kData)) {
        append(row->data);
      } else {
        append(row->purpose);
      }
      NoteSafeguards(unit, *row);
    }
  }

  // `Name`, or `Name: what it does`. nullptr: it is no name.
  Recipient* AddTold(const Unit& unit) {
    const std::size_t end = std::min(unit.run.text.find(": "), unit.run.text.size());
    const std::string name = unit.run.text.substr(0, end);
    told_.insert(Fold(name));
    Recipient* added = AddNamed(name, unit.run.Whole(), true, 0.95);
    if (added != nullptr && end + 2 < unit.run.text.size()) added->purpose = unit.run.text.substr(end + 2);
    return added;
  }

  // `Recipient: Name` where the text lists recipients.
  bool IsNamedByLabel(const Unit& unit) const {
    if (!unit.HasTopic(kName) || !outline_.UnderHeading(unit, kRecipients)) return false;
    return TokensOf(unit.label).size() == 1 && labels_.count(unit.line_id) == 0;
  }

  static void NoteSafeguards(const Unit& unit, Recipient& recipient) {
    static const std::vector<std::pair<const char*, const char*>> kinds = {
        {"tr.scc", "SCC"}, {"tr.dpf", "DPF"}, {"tr.adequacy", "adequacy"}, {"tr.bcr", "BCR"}, {"tr.dpa", "DPA"}};
    for (const auto& [id, name] : kinds) {
      if (unit.Has(Id(id))) AddOnce(recipient.safeguards, std::string(name));
    }
  }

  bool SpeaksOfRecipients(const Unit& unit) const {
    return announced_ || outline_.InTopic(unit, kRecipients) || HasAny(unit, {kShare, kUse, kAnalytics}) ||
           (unit.Has(kCookie) && !unit.Has(kFrom));
  }

  void ReadUnit(const Unit& unit) {
    NoteRegionBelow(unit);
    if (IsNamedByLabel(unit)) {
      labels_.emplace(unit.line_id, static_cast<std::size_t>(-1));
      if (AddTold(unit) != nullptr) return reading_.Understand(unit);
    }
    if (!SpeaksOfRecipients(unit)) {
      NoteRegion(unit);
      return ReadVia(unit);
    }
    // Of what is announced as recipients; `we use cookies and analytics:` announces something else.
    const bool listed = unit.item && ((announced_ && named_list_) || outline_.InTopic(unit, kRecipients));
    bool found = false;
    std::vector<NamedVendor> vendors = VendorsIn(unit.run.text, unit.tokens);
    std::size_t taken = 0;  // bytes: what stands in the brackets of a name is part of it
    for (std::size_t i = 0; i < vendors.size(); ++i) {
      const std::size_t first = vendors[i].first;
      if (unit.tokens[first].begin < taken) continue;
      std::size_t last = vendors[i].last;
      // `Microsoft Azure OpenAI` is one service.
      while (i + 1 < vendors.size() && vendors[i + 1].first == last && unit.tokens[last].begin == unit.tokens[last - 1].end + 1)
        last = vendors[++i].last;
      found |= AddInText(unit, first, last, listed);
      taken = unit.tokens[first].begin + Whole(unit, first, last).size();
    }
    for (const Company& company : CompaniesIn(unit)) {
      if (HasAny(unit, {kShare, kUse}) || listed || outline_.InTopic(unit, kRecipients))
        found |= AddInText(unit, company.first, company.last, listed);
    }
    if (found) ReadNeighbours(unit, listed);
    NoteRegion(unit);
    ReadVia(unit);
    if (listed) ReadLabel(unit, found);
    if (listed && !found) ReadBareItem(unit);
    ReadCategories(unit, listed);
  }

  // A name alone as a heading below that of the recipients.
  void ReadHeading(const Unit& unit) {
    if (unit.section < 0 || unit.sheet >= 0) return;
    const Part& part = outline_.parts[static_cast<std::size_t>(unit.section)];
    const std::vector<NamedVendor> vendors = VendorsIn(unit.run.text, unit.tokens);
    const bool whole = vendors.size() == 1 && vendors[0].first == 0 && vendors[0].last == unit.tokens.size();
    if (whole && !part.own_topics && outline_.UnderHeading(unit, kRecipients)) AddInText(unit, 0, unit.tokens.size(), true);
  }

  // `X uses servers in the USA`: of one recipient alone. `X and Y process data in the USA`: of those in front of the place.
  void NoteRegion(const Unit& unit) {
    static const Named server("tr.servers"), process("doc.process");
    const Hit* does = unit.Has(server) ? unit.Find(server) : unit.Has(process) ? unit.Find(process) : unit.Find(Id("ret.store"));
    if (does == nullptr || IsDenied(unit, *does)) return;
    const std::vector<NamedPlace> places = PlacesIn(unit.run.text, unit.tokens);
    if (places.empty()) return;
    std::vector<Recipient*> named;
    for (Recipient& known : reading_.facts.recipients) {
      const std::size_t at = known.category ? std::string::npos : unit.run.text.find(known.name);
      if (at == std::string::npos || (!unit.Has(server) && at > unit.tokens[places[0].first].begin)) continue;
      named.push_back(&known);
    }
    if (named.size() > 1 && unit.Has(server)) return;
    for (Recipient* of : named) {
      SetPlace(*of, unit.run.text);
    }
  }

  // `Location: USA` in a line below a name.
  void NoteRegionBelow(const Unit& unit) {
    constexpr std::size_t kNear = 4;  // lines
    if (unit.table >= 0 || !unit.HasTopic(kRegion) || named_line_ == 0 || unit.line_id > named_line_ + kNear) return;
    Recipient& last = reading_.facts.recipients[named_last_];
    SetPlace(last, unit.run.text);
  }

  // The names that stand between commas with one that is known: `Fjordpost, Zendesk and Nordhost`.
  void ReadNeighbours(const Unit& unit, bool listed) {
    std::vector<std::pair<std::size_t, std::size_t>> elements = ElementsOf(unit);
    std::vector<bool> known;
    for (const auto& [first, last] : elements) {
      Unit part;
      part.run.text = std::string(unit.Words(first, last));
      part.tokens = TokensOf(part.run.text);
      known.push_back(!VendorsIn(part.run.text, part.tokens).empty() || !CompaniesIn(part).empty());
    }
    for (std::size_t i = 0; i < elements.size(); ++i) {
      const bool beside = (i > 0 && known[i - 1] && AreNeighbours(unit, elements[i - 1].second, elements[i].first)) ||
                          (i + 1 < elements.size() && known[i + 1] && AreNeighbours(unit, elements[i].second, elements[i + 1].first));
      if (known[i] || !beside || elements.size() < 3 || IsLegalForm(unit.Words(elements[i].first, elements[i].second)) ||
          !IsFreeName(unit, elements[i].first, elements[i].second))
        continue;
      if (AddInText(unit, elements[i].first, elements[i].second, listed)) known[i] = true;
    }
  }

  // Capitals, no word of the vocabulary, never in small letters, not at the beginning of the sentence.
  bool IsFreeName(const Unit& unit, std::size_t first, std::size_t last) const {
    if (first == 0 || first >= last) return false;
    for (std::size_t i = first; i < last; ++i) {
      if (!unit.tokens[i].capital || reading_.small_words.count(unit.tokens[i].word) != 0 || unit.tokens[i].word.size() < 2) return false;
    }
    return std::none_of(unit.hits.begin(), unit.hits.end(), [&](const Hit& hit) { return hit.first >= first && hit.first < last; });
  }

  // `The form is sent through the service Fjordpost`
  void ReadVia(const Unit& unit) {
    static const Named via("rec.via");
    constexpr std::size_t kWordsBetween = 2;
    for (const Hit& hit : unit.hits) {
      if (hit.concept_id != via || IsDenied(unit, hit)) continue;
      std::size_t first = hit.last;
      while (first < unit.tokens.size() && first < hit.last + kWordsBetween && !unit.tokens[first].capital) ++first;
      std::size_t last = first;
      while (last < unit.tokens.size() && unit.tokens[last].capital &&
             (last == first || unit.tokens[last].begin == unit.tokens[last - 1].end + 1))
        ++last;
      // `an HTTPS-connection`
      const bool compound = first < last && unit.tokens[last - 1].word.find('-') != std::string::npos;
      if (compound) continue;
      if (IsFreeName(unit, first, last) && PlacesIn(unit.run.text, {unit.tokens[first]}).empty()) AddInText(unit, first, last, false);
    }
  }

  // From whom data comes is no recipient; nor is who is denied one.
  bool IsSource(const Unit& unit, std::size_t first) const {
    for (const Hit& hit : unit.hits) {
      if (hit.concept_id == kFrom && hit.last <= first && hit.last + 2 >= first) return true;
    }
    return false;
  }

  bool AddInText(const Unit& unit, std::size_t first, std::size_t last, bool listed) {
    if (IsSource(unit, first) || IsInBlank(unit, first) || (!listed && IsDeniedUse(unit, first))) return false;
    const std::string name(unit.Words(first, last));
    const auto& controller = reading_.facts.controller.name;
    if (controller && (EqualFolded(controller->text, name) || ContainsAll(WordsOf(controller->text), WordsOf(name)) ||
                       ContainsAll(WordsOf(name), WordsOf(controller->text))))
      return false;
    Recipient* added = AddNamed(Whole(unit, first, last), unit.run.Whole(), listed, listed ? 0.9 : 0.6);
    if (added == nullptr) return false;
    named_line_ = unit.line_id;
    named_last_ = static_cast<std::size_t>(added - reading_.facts.recipients.data());
    SetPlace(*added, listed ? WordsBeside(unit, first, last) : WordsBehind(unit, last));
    if (listed && added->purpose.empty() && !unit.label.empty()) added->purpose = unit.run.text;
    NoteSafeguards(unit, *added);
    reading_.Understand(unit);
    return true;
  }

  // `Name: what for`, `Name - what for`.
  void ReadLabel(const Unit& unit, bool found) {
    if (unit.label.empty()) return;
    if (const auto known = labels_.find(unit.line_id); known != labels_.end()) {
      // `Name - what for. In Ireland.`
      if (known->second < reading_.facts.recipients.size()) SetPlace(reading_.facts.recipients[known->second], unit.run.text);
      return;
    }
    labels_.emplace(unit.line_id, static_cast<std::size_t>(-1));
    Unit label;
    label.run.text = unit.label;
    label.tokens = TokensOf(unit.label);
    Matcher matcher(Lexicon::Words());
    label.hits = matcher.Find(label.tokens, kAllLanguages);
    const std::vector<NamedVendor> vendors = VendorsIn(label.run.text, label.tokens);
    const bool company = !CompaniesIn(label).empty();
    if (vendors.empty() && !company && (!LooksLikeName(label) || (found && !IsCoined(unit.label)))) return;
    Recipient* added = AddNamed(unit.label, unit.PlaceWithLabel(), true, vendors.empty() && !company ? 0.6 : 0.9);
    if (added == nullptr) return;
    if (added->purpose.empty()) added->purpose = unit.run.text;
    SetPlace(*added, unit.run.text);
    labels_[unit.line_id] = static_cast<std::size_t>(added - reading_.facts.recipients.data());
    reading_.Understand(unit);
  }

  // `- Fjordpost`, between items of which others are known names.
  void ReadBareItem(const Unit& unit) {
    const std::vector<Recipient>& all = reading_.facts.recipients;
    const bool names = std::any_of(all.begin(), all.end(), [&](const Recipient& known) { return known.in_list && !known.category; });
    const std::size_t bracket = std::min(unit.run.text.find(" ("), unit.run.text.size());
    Unit name;
    name.run.text = unit.run.text.substr(0, bracket);
    for (const Token& token : unit.tokens) {
      if (token.end <= bracket) name.tokens.push_back(token);
    }
    for (const Hit& hit : unit.hits) {
      if (hit.last <= name.tokens.size()) name.hits.push_back(hit);
    }
    if (!names || !unit.label.empty() || !LooksLikeName(name)) return;
    if (AddNamed(name.run.text, unit.run.Whole(), true, 0.6) != nullptr) reading_.Understand(unit);
  }

  // All capitals, no word of the language, and never in small letters.
  bool LooksLikeName(const Unit& label) const {
    if (label.tokens.empty() || label.tokens.size() > 4 || !label.hits.empty()) return false;
    return std::all_of(label.tokens.begin(), label.tokens.end(),
                       [&](const Token& token) { return token.capital && reading_.small_words.count(token.word) == 0; });
  }

  void ReadCategories(const Unit& unit, bool listed) {
    if (!listed && !unit.Has(kShare) && !outline_.InTopic(unit, kRecipients)) return;
    for (const Hit& hit : unit.hits) {
      if (hit.concept_id != kCategory || IsDenied(unit, hit)) continue;
      // `Our processors are:`, `the processors have to ..`: what they are to the law, not who they are.
      static const Named processor("role.processor");
      const bool is_role = std::any_of(unit.hits.begin(), unit.hits.end(),
                                       [&](const Hit& other) { return other.concept_id == processor && other.first == hit.first; });
      if (is_role && !listed) continue;
      Recipient category;
      const Text text = TextOf(unit, hit.first, hit.last);
      category.name = text.text;
      category.place = text.place;
      category.category = true;
      category.in_list = listed;
      category.confidence = 0.7;
      std::vector<Recipient>& all = reading_.facts.recipients;
      const bool known = std::any_of(all.begin(), all.end(), [&](const Recipient& one) { return EqualFolded(one.name, category.name); });
      if (!known && reading_.HasRoom(all.size(), kMostRecipients, "recipients", category.place)) all.push_back(category);
      reading_.Understand(unit);
    }
  }

  // The recipient of that name, with the place that stands in brackets behind it. nullptr: it is no name.
  Recipient* AddNamed(const std::string& written, const Place& place, bool listed, double confidence) {
    const auto [name, place_words] = NameAndPlace(written);
    Recipient* added = IsPlace(name) ? nullptr : AddPlain(name, place, listed, confidence);
    if (added != nullptr) SetPlace(*added, place_words);
    return added;
  }

  // The recipient of that name, new or known (`Vercel Analytics` is Vercel's). nullptr: it is no name.
  Recipient* AddPlain(const std::string& name, const Place& place, bool listed, double confidence) {
    std::vector<std::string> words = WordsOf(name);
    if (words.empty() || words.size() > 8) return nullptr;
    std::vector<Recipient>& all = reading_.facts.recipients;
    for (std::size_t i = 0; i < all.size(); ++i) {
      Recipient& known = all[i];
      if (known.category) continue;
      if (words_.size() <= i) words_.resize(i + 1);
      if (words_[i].empty()) words_[i] = WordsOf(known.name);
      const std::vector<std::string>& theirs = words_[i];
      // `Google Analytics` and `Google Maps` of one list are two; `Vercel Analytics` in passing is Vercel's.
      const bool same = ContainsAll(theirs, words) || ContainsAll(words, theirs) ||
                        (theirs[0] == words[0] && (theirs.size() == 1 || words.size() == 1 || (known.in_list && !listed)));
      // Each row and each `Recipient: ..` is one of its own.
      if (!same || (told_.count(Fold(name)) != 0 && told_.count(Fold(known.name)) != 0 && !EqualFolded(known.name, name))) continue;
      if (AreBothKnown(known.name, name) && !ContainsAll(theirs, words) && !ContainsAll(words, theirs)) continue;
      // A list tells the whole name of who was named in passing.
      if (listed && !known.in_list && theirs[0] == words[0] && words.size() > theirs.size()) {
        known.name = name;
        words_[i] = words;
      }
      known.in_list = known.in_list || listed;
      return &known;
    }
    if (!reading_.HasRoom(reading_.facts.recipients.size(), kMostRecipients, "recipients", place)) return nullptr;
    Recipient recipient;
    recipient.name = name;
    recipient.place = place;
    recipient.in_list = listed;
    recipient.public_body = IsPublicBody(name);
    recipient.confidence = confidence;
    reading_.facts.recipients.push_back(std::move(recipient));
    return &reading_.facts.recipients.back();
  }

  Reading& reading_;
  const Outline& outline_;
  std::vector<std::vector<std::string>> words_;  // of the names of facts.recipients, as far as they were needed
  std::map<std::size_t, std::size_t> labels_;    // line -> the recipient that its label names
  std::set<std::string> told_;                   // names by a row or a label, folded
  std::size_t named_line_ = 0, named_last_ = 0;  // where a name stood last, and whose
  bool announced_ = false;
  bool named_list_ = false;  // the announced items are recipients, not just what is used
};

}  // namespace

void ReadRecipients(Reading& reading) { Reader(reading).Read(); }

}  // namespace lofte::importer
