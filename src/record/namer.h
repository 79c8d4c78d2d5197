// Names for what a policy names by ids: from the words, the policy's texts, the id, in this order. Private to this module.
#pragma once

#include <string>
#include <vector>

#include "policy/policy.h"
#include "record/record.h"

namespace lofte::record {

// Borrows all that it is given. Not for two threads at once: it notes what it could not say in the language.
class Namer {
 public:
  Namer(const policy::Policy& policy, const Phrases& phrases, const Words& words) : policy_(policy), phrases_(phrases), words_(words) {}

  const Phrases& phrases() const { return phrases_; }
  // The word, or `fallback`; or else the id.
  std::string Name(const std::string& section, const std::string& id, const std::string& fallback = "") const;
  bool Knows(const std::string& section, const std::string& id) const { return words_.Find(section, id) != nullptr; }
  // The word, or the text in the language, in the other Norwegian, in the policy's first language, or in whatever it has. "" for no text.
  std::string Text(const std::string& section, const std::string& id, const policy::LocalText& text);
  record::Category Category(const std::string& id) const;
  std::vector<record::Category> Categories(const std::vector<std::string>& ids) const;

  std::vector<std::string> untranslated;

 private:
  const policy::Policy& policy_;
  const Phrases& phrases_;
  const Words& words_;
};

}  // namespace lofte::record
