#include "diff/speech.h"

#include <algorithm>

#include "diff/found.h"
#include "policy/authorities.h"
#include "policy/countries.h"

namespace lofte::diff {

const std::string* Speech::Find(const std::string& section, const std::string& id) const {
  const auto of = words_.find(section);
  if (of == words_.end()) return nullptr;
  const auto word = of->second.find(id);
  return word == of->second.end() || word->second.empty() ? nullptr : &word->second;
}

std::string Speech::Word(const std::string& section, const std::string& id) {
  if (const std::string* word = Find(section, id)) return *word;
  missing_.insert(section + " " + id);
  return id;
}

// In the language, else as the policy says it first.
std::string Speech::Local(const policy::LocalText& text) {
  const auto found = text.find(language_);
  return found != text.end() ? found->second : WordsOf(text);
}

std::string Speech::List(const std::vector<std::string>& items) const {
  std::string list;
  for (std::size_t i = 0; i < items.size(); ++i)
    list += (i == 0 ? "" : phrases_.Say(i + 1 == items.size() ? "list.and" : "list.between")) + items[i];
  return list;
}

std::string Speech::Named(const std::string& section, const std::vector<std::string>& ids) {
  std::vector<std::string> names;
  for (const std::string& id : ids) names.push_back(Word(section, id));
  return List(names);
}

// A group whose categories are all there is called by its own name.
std::string Speech::Data(const std::vector<std::string>& categories) {
  if (categories.empty()) return phrases_.Say("data.any");
  std::vector<std::string> names;
  for (const std::string& category : categories) {
    const std::string group = category.substr(0, category.find('.'));
    const policy::Policy& policy = after_.HasCategory(category) ? after_ : before_;
    const auto leaves = policy.data.find(group);
    const bool is_whole = leaves != policy.data.end() && leaves->second.size() > 1 && Find("data", group) != nullptr &&
                          std::all_of(leaves->second.begin(), leaves->second.end(), [&](const std::string& leaf) {
                            return std::find(categories.begin(), categories.end(), group + "." + leaf) != categories.end();
                          });
    const std::string name = Word("data", is_whole ? group : category);
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return List(names);
}

std::string Speech::Purpose(const std::string& id) {
  if (const std::string* word = Find("activities", id + ".purpose")) return phrases_.Say("purpose.one", {{"words", *word}});
  const policy::Activity* activity = after_.FindActivity(id);
  if (activity == nullptr) activity = before_.FindActivity(id);
  const auto own = activity == nullptr ? policy::LocalText::const_iterator() : activity->purpose.find(language_);
  if (activity != nullptr && own != activity->purpose.end()) return phrases_.Say("purpose.one", {{"words", own->second}});
  missing_.insert("activities " + id + ".purpose");
  return phrases_.Say("purpose.id", {{"words", id}});
}

std::string Speech::For(const std::vector<std::string>& activities) {
  std::vector<std::string> purposes;
  for (const std::string& id : activities) purposes.push_back(Purpose(id));
  return purposes.empty() ? phrases_.Say("purpose.any") : List(purposes);
}

std::string Speech::Recipient(const std::string& id) const {
  if (const std::string* word = Find("recipients", id + ".name")) return *word;
  const policy::Recipient* recipient = after_.FindRecipient(id);
  if (recipient == nullptr) recipient = before_.FindRecipient(id);
  return recipient == nullptr || recipient->name.empty() ? id : recipient->name;
}

std::string Speech::Country(const std::string& code) const {
  if (const std::string* word = Find("countries", code)) return *word;
  return code == "global" ? phrases_.Say("country.global") : policy::CountryName(code, language_);
}

std::string Speech::Authority() const {
  if (const std::string* word = Find("authorities", after_.authority)) return *word;
  const policy::Authority* authority = policy::AuthorityOf(after_.authority);
  return authority == nullptr ? phrases_.Say("authority.any") : authority->name;
}

// What an entry is called where its id is no word of the language.
std::string Speech::Entry(const Change& change) {
  const std::string theme(change.kind.substr(0, change.kind.find('-')));
  if (theme == "right") return phrases_.Say("right." + change.entry);
  if (theme == "breach") return phrases_.Say("told." + change.entry);
  if (theme == "message") return Word("messages", change.entry);
  if (theme != "measure") return change.entry;
  if (const std::string* word = Find("measures", change.entry)) return *word;
  const policy::Measure* measure = FindEntry(after_.measures, change.entry);
  if (measure == nullptr) measure = FindEntry(before_.measures, change.entry);
  return measure == nullptr || measure->what.empty() ? Word("measures", change.entry) : Local(measure->what);
}

std::string Speech::ListOf(const Change& change, const Value& value) {
  if (change.kind.rfind("safeguard-", 0) == 0) {
    std::vector<std::string> names;
    for (const std::string& id : value.ids) names.push_back(phrases_.Say("safeguard." + id));
    return List(names);
  }
  if (change.entry == "sources" || change.entry == "access") return Named(change.entry, value.ids);
  return List(value.ids);
}

std::string Speech::Of(const Change& change, const Value& value) {
  if (value.text.empty()) return phrases_.Say(value.type == Value::Type::kNumber ? "age.none" : "value.none");
  switch (value.type) {
    case Value::Type::kLocal:
      return Local(value.local);
    case Value::Type::kTerm:
      return value.term ? TermOf(*value.term) : value.text;
    case Value::Type::kRules:
      return Rules(change, value);
    case Value::Type::kCountry:
      return Country(value.text);
    case Value::Type::kBasis:
      return phrases_.Say("basis." + value.text);
    case Value::Type::kList:
      return ListOf(change, value);
    case Value::Type::kNumber:
      return phrases_.Say("age.years", {{"number", value.text}});
    case Value::Type::kText:
      break;
  }
  return value.text;
}

PhraseValues Speech::ValuesOf(const Change& change) {
  PhraseValues values;
  values["data"] = Data(change.categories);
  values["for"] = For(change.activities);
  values["people"] = change.subjects.empty() ? phrases_.Say("people.any") : Named("subjects", change.subjects);
  values["entry"] = change.entry.empty() ? "" : Entry(change);
  values["recipient"] = Recipient(change.recipient);
  const policy::Recipient* recipient = after_.FindRecipient(change.recipient);
  values["country"] = recipient == nullptr || recipient->country.empty() ? phrases_.Say("value.none") : Country(recipient->country);
  values["before"] = Of(change, change.before);
  values["after"] = Of(change, change.after);
  return values;
}

}  // namespace lofte::diff
