#include "record/namer.h"

#include "base/words.h"

namespace lofte::record {
namespace {

// A reader of the one Norwegian reads the other.
std::string Sister(const std::string& language) { return language == "nn" ? "nb" : language == "nb" ? "nn" : language; }

}  // namespace

std::string Namer::Name(const std::string& section, const std::string& id, const std::string& fallback) const {
  if (const std::string* word = words_.Find(section, id)) return *word;
  return fallback.empty() ? id : fallback;
}

std::string Namer::Text(const std::string& section, const std::string& id, const policy::LocalText& text) {
  if (const std::string* word = words_.Find(section, id)) return *word;
  for (const std::string& language : {phrases_.language(), Sister(phrases_.language())})
    if (const auto found = text.find(language); found != text.end()) return found->second;
  if (text.empty()) return "";
  AddOnce(untranslated, section + "/" + id);
  const auto first = policy_.languages.empty() ? text.end() : text.find(policy_.languages.front());
  return first == text.end() ? text.begin()->second : first->second;
}

Category Namer::Category(const std::string& id) const {
  return {id, Name("data", id), Contains(policy_.special, id), Contains(policy_.criminal, id)};
}

std::vector<Category> Namer::Categories(const std::vector<std::string>& ids) const {
  std::vector<record::Category> categories;
  for (const std::string& id : ids) categories.push_back(Category(id));
  return categories;
}

}  // namespace lofte::record
