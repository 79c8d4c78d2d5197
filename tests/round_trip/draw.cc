#include "round_trip/draw.h"

#include <algorithm>
#include <random>
#include <set>

#include "round_trip/things.h"

namespace lofte::tests::round_trip {

namespace {

std::string Filled(std::string pattern, const std::string& thing) { return pattern.replace(pattern.find('#'), 1, thing); }

std::string Capitalised(std::string text) {
  if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

class Drawer {
 public:
  explicit Drawer(std::uint64_t seed) : random_(seed) {
    for (std::size_t i = 0; i < kThings.size(); ++i) things_.push_back(i);
    std::shuffle(things_.begin(), things_.end(), random_);
    for (const char* first : kFirstSyllables)
      for (const char* last : kLastSyllables) names_.push_back(std::string(first) + last);
    std::shuffle(names_.begin(), names_.end(), random_);
    std::shuffle(known_.begin(), known_.end(), random_);
    for (const char* tongue : kTongues) drawn_.words[tongue].language = tongue;
  }

  Drawn Draw() {
    Head();
    Recipients();
    Activities();
    Rights();
    Others();
    drawn_.source = head_ + data_ + "subjects: [owners]\n" + body_;
    Say("subjects", "owners", kOwners, 0);
    return std::move(drawn_);
  }

 private:
  std::size_t Below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }
  bool Chance(std::size_t percent) { return Below(100) < percent; }
  template <typename List>
  std::string OneOf(const List& list) {
    return list[Below(list.size())];
  }
  std::string Number(std::size_t from, std::size_t until) { return std::to_string(from + Below(until - from + 1)); }

  // --- words

  std::size_t NextThing() { return things_[thing_++ % things_.size()]; }
  static std::string IdOf(std::size_t thing) { return kThings[thing].back(); }

  void Say(const std::string& section, const std::string& id, const Pattern& pattern, std::size_t thing) {
    for (std::size_t i = 0; i < kTongues.size(); ++i) drawn_.words[kTongues[i]].texts[section][id] = Filled(pattern[i], kThings[thing][i]);
  }
  void SayThing(const std::string& section, const std::string& id, std::size_t thing) {
    Say(section, id, {"#", "#", "#", "#", "#"}, thing);
  }

  std::string TakeKnown() {
    const std::string name = known_.back();
    known_.pop_back();
    return name;
  }

  std::string Name() {
    const std::string name = names_[name_++ % names_.size()];
    switch (Below(9)) {
      case 0:
        return name;
      case 6:
        return known_.empty() ? name : TakeKnown();
      case 7:
        return name + ".io";
      case 8:
        return name + " & " + names_[name_++ % names_.size()] + " " + OneOf(kForms);
      case 1:
        return name + " " + names_[name_++ % names_.size()];
      case 2:
        return name + " (" + names_[name_++ % names_.size()] + ")";
      default:
        return name + " " + OneOf(kForms);
    }
  }

  // --- the policy

  void Head() {
    const std::vector<std::string> countries = {"NO", "SE", "DK"};
    std::string name = names_[name_++];
    if (Chance(20)) name += " " + names_[name_++];
    if (Chance(70)) name += " " + OneOf(std::vector<std::string>{"AS", "AB", "ApS", "A/S"});
    head_ = "lofte: 1\ncontroller: { name: '" + name + "', country: " + OneOf(countries) + ", email: contact@example.org }\n";
    head_ += "effective: 2026-01-01\nauthority: " + OneOf(countries) + "\nlanguages: [en]\ndata:\n";
  }

  void Recipients() {
    const std::size_t count = Below(8);
    if (count > 0) body_ += "recipients:\n";
    for (std::size_t i = 0; i < count; ++i) {
      const std::string id = "r" + std::to_string(i);
      recipients_.push_back(id);
      body_ += "  " + id + ": { name: '" + Name() + "', country: " + OneOf(std::vector<std::string>{"US", "DE", "IE", "NO", "EU"}) +
               ", role: " + (Chance(70) ? "processor" : "controller") + ", safeguards: [dpa, scc]" +
               (Chance(30) ? ", keeps: " + Period() : "") + " }\n";
      SayThing("recipients", id, NextThing());
    }
  }

  std::string Period() {
    switch (Below(6)) {
      case 0:
        return "P" + Number(1, 30) + "Y";
      case 1:
        return "P" + Number(1, 36) + "M";
      case 2:
        return "P" + Number(1, 12) + "W";
      case 3:
        return "P" + Number(1, 5) + "Y" + Number(1, 11) + "M";
      default:
        return "P" + Number(1, 400) + "D";
    }
  }

  std::string Event() {
    const std::size_t thing = NextThing();
    const std::string id = IdOf(thing) + ".came";
    Say("events", id, kCame, thing);
    return id;
  }

  std::string State() {
    const std::size_t thing = NextThing();
    const std::string id = IdOf(thing) + ".out";
    Say("states.is", id, kAreOut, thing);
    Say("states.not", id, kAreNotOut, thing);
    return id;
  }

  std::string Simple() {
    switch (Below(8)) {
      case 0:
        return "while " + State();
      case 1:
        return Period() + " after financial-year-end(" + Event() + ")";
      case 2:
        return Period() + " after calendar-year-end(" + Event() + ")";
      case 3:
        return Period() + " after " + Period() + " after " + Event();
      case 4:
        return "PT" + Number(1, 47) + "H after " + Event();
      default:
        return Period() + " after " + Event();
    }
  }

  std::string End() {
    if (!Chance(30)) return Simple();
    std::string end = (Chance(50) ? "latest(" : "earliest(") + Simple() + ", " + Simple();
    return end + (Chance(40) ? ", " + Simple() : "") + ")";
  }

  std::string Then() {
    switch (Below(5)) {
      case 0:
        return "anonymise";
      case 1:
        return "block for " + Period() + " then erase";
      case 2:
        return "aggregate in cells of " + Number(5, 50) + " then erase";
      default:
        return "erase";
    }
  }

  void Retain(const std::string& of) {
    body_ +=
        "      - { of: " + of + ", keep: '" + End() + "'" + (Chance(30) ? ", within: P" + Number(1, 90) + "D" : "") + ", then: " + Then();
    if (Chance(15)) body_ += ", cap: '" + Period() + " after " + Event() + "'";
    if (Chance(15)) body_ += ", floor: 'P5Y after financial-year-end(" + Event() + ")', law: NO/bookkeeping";
    body_ += " }\n";
  }

  void Activity(std::size_t number) {
    const std::vector<std::string> bases = {"consent",         "contract",    "legal-obligation",
                                            "vital-interests", "public-task", "legitimate-interests"};
    const std::size_t group = NextThing(), first = NextThing(), second = NextThing();
    const std::string id = "a" + std::to_string(number), data = IdOf(group) + std::to_string(number);
    data_ += "  " + data + ": [" + IdOf(first) + ", " + IdOf(second) + "]\n";
    SayThing("data", data, group);
    SayThing("data", data + "." + IdOf(first), first);
    SayThing("data", data + "." + IdOf(second), second);
    const std::string basis = OneOf(bases);
    body_ += "  " + id + ":\n    purpose: paint\n    basis: " + basis + "\n";
    if (basis == "consent") body_ += "    consent: " + State() + "\n";
    if (!recipients_.empty() && Chance(60)) body_ += "    recipients: " + OneOf(recipients_) + "\n";
    body_ += "    subjects: owners\n    data: " + data + "\n    retention:\n";
    Describe(id, first, second);
    if (Chance(50)) return Retain(data);
    Retain(data + "." + IdOf(first));
    Retain(data + "." + IdOf(second));
  }

  void Describe(const std::string& id, std::size_t first, std::size_t second) {
    for (std::size_t i = 0; i < kTongues.size(); ++i)
      drawn_.words[kTongues[i]].texts["activities.title"][id] = Capitalised(Filled(kBoth[i], kThings[first][i]) + kThings[second][i]);
    Say("activities.purpose", id, kPainting, first);
    Say("activities.interest", id, kBeauty, second);
    Say("activities.law", id, kAct, first);
    Say("activities.otherwise", id, kOtherwise, second);
  }

  void Activities() {
    body_ += "activities:\n";
    const std::size_t count = 1 + Below(5);
    for (std::size_t i = 0; i < count; ++i) Activity(i);
  }

  void Rights() {
    std::string rights;
    for (const char* right :
         {"access", "erasure", "human-decision", "objection", "portability", "rectification", "restriction", "withdrawal"})
      if (Chance(25))
        rights += std::string("  ") + right + ": { within: P" + Number(1, 30) + "D" + (Chance(30) ? ", extension: P2M" : "") + " }\n";
    if (!rights.empty()) body_ += "rights:\n" + rights;
  }

  // What has periods that are no retention.
  void Others() {
    if (Chance(30)) {
      body_ += "cookies:\n  c0: { name: _zq, kind: essential, lifetime: P" + Number(1, 24) + "M }\n";
      SayThing("cookies", "c0", NextThing());
    }
    if (Chance(30)) body_ += "breach:\n  - { tell: authority, within: PT72H, at: risk }\n";
    if (Chance(30)) body_ += "minimum-age: " + Number(13, 18) + "\n";
  }

  std::mt19937_64 random_;
  Drawn drawn_;
  std::string head_, data_, body_;
  std::vector<std::size_t> things_;
  std::vector<std::string> names_, recipients_, known_{kKnown.begin(), kKnown.end()};
  std::size_t thing_ = 0, name_ = 0;
};

}  // namespace

Drawn DrawPolicy(std::uint64_t seed) { return Drawer(seed).Draw(); }

}  // namespace lofte::tests::round_trip
