// What the policies say, in a language: values, lists, times and ends, from phrases and words. Private to this module.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "diff/message.h"
#include "diff/phrases.h"

namespace lofte::diff {

// Borrows all that it is given.
class Speech {
 public:
  Speech(const policy::Policy& before, const policy::Policy& after, const std::string& language, const Phrases& phrases, const Words& words)
      : before_(before), after_(after), language_(language), phrases_(phrases), words_(words) {}

  // The placeholders of a change's sentence.
  PhraseValues ValuesOf(const Change& change);
  std::string Date(time::Day day) const;
  std::string Authority() const;
  std::vector<std::string> Missing() const { return {missing_.begin(), missing_.end()}; }

 private:
  std::string Word(const std::string& section, const std::string& id);
  const std::string* Find(const std::string& section, const std::string& id) const;
  std::string Local(const policy::LocalText& text);
  std::string List(const std::vector<std::string>& items) const;
  std::string Named(const std::string& section, const std::vector<std::string>& ids);
  std::string Data(const std::vector<std::string>& categories);
  std::string For(const std::vector<std::string>& activities);
  std::string Purpose(const std::string& activity);
  std::string Entry(const Change& change);
  std::string Recipient(const std::string& id) const;
  std::string Country(const std::string& code) const;
  std::string Of(const Change& change, const Value& value);
  std::string ListOf(const Change& change, const Value& value);

  std::string Counted(const char* unit, std::int64_t number) const;
  std::string Period(const time::Period& period) const;
  std::string TermOf(const policy::Term& term) const;
  std::string State(const std::string& state, bool negated);
  std::string End(const policy::End& end);
  std::string After(const policy::End& end);
  std::string Rule(const policy::Rule& rule);
  std::string Rules(const Change& change, const Value& value);

  const policy::Policy& before_;
  const policy::Policy& after_;
  const std::string& language_;
  const Phrases& phrases_;
  const Words& words_;
  std::set<std::string> missing_;
};

}  // namespace lofte::diff
