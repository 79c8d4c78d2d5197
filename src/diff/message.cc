#include "diff/message.h"

#include <algorithm>

#include "diff/found.h"
#include "diff/phrases.h"
#include "diff/speech.h"
#include "policy/rights.h"

namespace lofte::diff {

namespace {

std::string Capitalised(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

class Letter {
 public:
  Letter(const policy::Policy& before, const policy::Policy& after, const std::vector<Change>& changes, const std::string& language,
         const Phrases& phrases, const Words& words)
      : after_(after), changes_(changes), phrases_(phrases), speech_(before, after, language, phrases, words) {}

  Message Write() {
    Paragraph(phrases_.Say("letter.title", {{"controller", after_.controller.name}}));
    if (!Any([](const Change& change) { return IsMaterial(change.rank); })) {
      Paragraph(phrases_.Say("letter.nothing"));
      return {text_, {}};
    }
    // A draft need not say from when.
    if (after_.effective != time::Day{}) Paragraph(phrases_.Say("letter.intro", {{"date", speech_.Date(after_.effective)}}));
    Section(Rank::kMaterialAdverse, "letter.worse");
    Section(Rank::kMaterialFavourable, "letter.better");
    WhatToDo();
    return {text_, speech_.Missing()};
  }

 private:
  template <typename F>
  bool Any(const F& is) const {
    return std::any_of(changes_.begin(), changes_.end(), is);
  }

  void Paragraph(const std::string& text) { text_ += (text_.empty() ? "" : "\n") + text + "\n"; }

  void Section(Rank rank, const char* heading) {
    if (!Any([&](const Change& change) { return change.rank == rank; })) return;
    Paragraph(phrases_.Say(heading));
    text_ += "\n";
    std::string theme;
    for (std::size_t i = 0; i < changes_.size(); ++i) {
      if (changes_[i].rank != rank) continue;
      Item(changes_[i]);
      // What several in a row mean is said once, behind the last of them.
      theme = KindOf(changes_[i].kind).theme;
      const bool is_last = i + 1 == changes_.size() || changes_[i + 1].rank != rank || KindOf(changes_[i + 1].kind).theme != theme;
      if (is_last && !theme.empty()) text_ += "  " + phrases_.Say("means." + theme) + "\n";
    }
  }

  void Item(const Change& change) {
    std::string item = "- " + Capitalised(phrases_.Say(change.kind, speech_.ValuesOf(change)));
    if (change.from) {
      const PhraseValues day = {{"date", speech_.Date(*change.from)}};
      item += " " + phrases_.Say(change.only_later ? "letter.later" : "letter.from", day);
    }
    text_ += item + "\n";
  }

  bool HasConsent() const {
    return Any([&](const Change& change) {
      return std::any_of(change.activities.begin(), change.activities.end(), [&](const std::string& id) {
        const policy::Activity* activity = after_.FindActivity(id);
        return activity != nullptr && policy::GivesRight(*activity, "withdrawal");
      });
    });
  }

  void WhatToDo() {
    Paragraph(phrases_.Say("letter.do"));
    text_ += "\n";
    const auto add = [&](const char* key, const PhraseValues& values = {}) { text_ += "- " + phrases_.Say(key, values) + "\n"; };
    const bool is_worse = Any([](const Change& change) { return change.rank == Rank::kMaterialAdverse; });
    if (Any([](const Change& change) { return change.consent_anew; })) add("do.consent");
    if (HasConsent()) add("do.withdraw");
    if (Any([](const Change& change) { return change.may_object; })) add("do.object");
    if (is_worse) add("do.delete");
    if (const std::string contact = Contact(); !contact.empty()) add("do.ask", {{"contact", contact}});
    add("do.complain", {{"authority", speech_.Authority()}});
  }

  std::string Contact() const {
    const policy::Controller& controller = after_.controller;
    if (controller.officer && !controller.officer->email.empty()) return controller.officer->email;
    return !controller.email.empty() ? controller.email : controller.address;
  }

  const policy::Policy& after_;
  const std::vector<Change>& changes_;
  const Phrases& phrases_;
  Speech speech_;
  std::string text_;
};

}  // namespace

Result<Message> MessageOf(const policy::Policy& before, const policy::Policy& after, const std::vector<Change>& changes,
                          const std::string& language, const Words& words) {
  const Phrases* phrases = Phrases::Find(language);
  if (phrases == nullptr)
    return Fail(ErrorCode::kInvalid,
                "there is no message in `" + language.substr(0, 40) + "`: choose one of " + JoinIds(MessageLanguages()));
  return Letter(before, after, changes, language, *phrases, words).Write();
}

}  // namespace lofte::diff
