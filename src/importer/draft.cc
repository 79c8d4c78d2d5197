#include "importer/draft.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/utf8.h"
#include "importer/draft_data.h"
#include "importer/limits.h"
#include "importer/tokens.h"
#include "importer/yaml_writer.h"

namespace lofte::importer {
namespace {

constexpr std::size_t kLongestQuote = 160;

std::string BasisWord(const std::string& article) {
  static const std::map<std::string, std::string> words = {{"6(1)(a)", "consent"},          {"6(1)(b)", "contract"},
                                                           {"6(1)(c)", "legal-obligation"}, {"6(1)(d)", "vital-interests"},
                                                           {"6(1)(e)", "public-task"},      {"6(1)(f)", "legitimate-interests"}};
  const auto found = words.find(article);
  return found == words.end() ? "" : found->second;
}

std::string RightWord(const std::string& name) {
  if (name == "withdraw_consent") return "withdrawal";
  return name == "no_automated_decision" ? "human-decision" : name;
}

// `EU/US` is said with the one that needs a safeguard.
std::string CountryOf(const std::string& region) {
  if (region.empty() || region == "EU") return region;
  if (region == "GLOBAL") return "global";
  const std::size_t slash = region.find('/');
  if (slash == std::string::npos) return region;
  const std::string first = region.substr(0, slash);
  return first == "EU" ? region.substr(slash + 1) : first;
}

policy::Origin OriginAt(const Place& place) { return {place.line, place.begin, place.end, 1}; }

class Writer {
 public:
  Writer(const Facts& facts, std::string_view source, std::string_view sha256, const std::vector<policy::OpenPoint>& open)
      : facts_(facts), data_(facts), open_(open) {
    Head(source, sha256);
  }

  std::string Write() {
    ControllerPart();
    DataPart();
    RecipientsPart();
    ActivitiesPart();
    CookiesPart();
    BreachPart();
    RightsPart();
    MeasuresPart();
    OpenPart();
    UnmappedPart();
    return std::move(out_);
  }

 private:
  template <typename... Args>
  void Line(fmt::format_string<Args...> format, Args&&... args) {
    out_ += fmt::format(format, std::forward<Args>(args)...) + "\n";
  }

  void Head(std::string_view source, std::string_view sha256) {
    Line("# Read from {} by `lofte import`: a draft. `origin:` says where in that text each entry was read, and how sure the reading is.",
         Scalar(source));
    Line("# Settle what `lofte check` says of it, delete the points under `open:` as you go, and at last `draft:`.");
    Line("lofte: 1");
    Line("draft:");
    Line("  source: {}", Scalar(source));
    Line("  sha256: {}", Scalar(sha256));
    std::string origins;
    const auto add = [&](const char* key, const std::optional<Text>& text) {
      if (text) origins += fmt::format("    {}: {}\n", key, OriginOf(text->place, text->confidence));
    };
    if (IsDay(facts_.last_updated)) add("effective", facts_.last_updated);
    add("minimum-age", facts_.minimum_age);
    if (!facts_.authority_country.empty()) add("authority", facts_.authority);
    if (!origins.empty()) out_ += "  origins:\n" + origins;
  }

  // A text may be of a month alone (`2026-04`); a policy takes effect on a day.
  static bool IsDay(const std::optional<Text>& date) { return date && date->text.size() == 10; }

  void ControllerPart() {
    const Controller& controller = facts_.controller;
    std::string keys;
    const auto add = [&](const char* key, const std::optional<Text>& text) {
      if (text) keys += fmt::format("  {}: {}\n", key, Scalar(text->text));
    };
    add("name", controller.name);
    add("country", controller.country);
    add("address", controller.address);
    if (!controller.emails.empty()) keys += fmt::format("  email: {}\n", Scalar(controller.emails[0].text));
    add("phone", controller.phone);
    add("organisation-number", controller.organisation_number);
    if (controller.dpo && !controller.emails.empty()) keys += fmt::format("  officer: {{ email: {} }}\n", Scalar(OfficerEmail()));
    if (controller.name) keys += fmt::format("  origin: {}\n", OriginOf(controller.name->place, controller.name->confidence));
    if (!keys.empty()) out_ += "\ncontroller:\n" + keys;
    Line("");
    if (IsDay(facts_.last_updated)) Line("effective: {}", facts_.last_updated->text);
    if (facts_.minimum_age) Line("minimum-age: {}", facts_.minimum_age->text);
    if (!facts_.authority_country.empty()) Line("authority: {}", Scalar(facts_.authority_country));
    Line("languages: [{}]", facts_.language.empty() ? "en" : facts_.language);
  }

  // The address that stands nearest behind the words about the officer.
  std::string OfficerEmail() const {
    const std::vector<Text>& emails = facts_.controller.emails;
    const Text* best = &emails[0];
    for (const Text& email : emails) {
      if (facts_.controller.officer && email.place.begin >= facts_.controller.officer->place.begin &&
          best->place.begin < facts_.controller.officer->place.begin)
        best = &email;
    }
    return best->text;
  }

  void DataPart() {
    Line("\ndata:");
    for (const DraftGroup& group : data_.groups()) Line("  {}: {}", group.id, "[" + Joined(group.leaves) + "]");
    if (data_.subjects().empty()) return;
    Line("\nsubjects: {}", "[" + Joined(data_.subjects()) + "]");
  }

  static std::string Joined(const std::vector<std::string>& items) {
    std::string all;
    for (const std::string& item : items) all += (all.empty() ? "" : ", ") + item;
    return all;
  }

  void RecipientsPart() {
    if (facts_.recipients.empty()) return;
    Line("\nrecipients:");
    Ids ids;
    for (const Recipient& recipient : facts_.recipients) {
      Line("  {}:", ids.New(recipient.name, "recipient"));
      Line("    name: {}", Scalar(recipient.name));
      const std::string country = recipient.country.empty() ? CountryOf(recipient.region) : recipient.country;
      if (!country.empty()) Line("    country: {}", Scalar(country));
      std::vector<std::string> safeguards;
      for (const std::string& safeguard : recipient.safeguards) safeguards.push_back(Fold(safeguard));
      if (!safeguards.empty()) Line("    safeguards: [{}]", Joined(safeguards));
      if (!recipient.purpose.empty()) Line("    # {}", Comment(recipient.purpose));
      Line("    origin: {}", OriginOf(recipient.place, recipient.confidence));
    }
  }

  static std::string Comment(std::string_view text) {
    std::string comment;
    for (char c : FirstBytes(text, kLongestQuote)) comment += c == '\n' || c == '\r' ? ' ' : c;
    return comment;
  }

  void ActivitiesPart() {
    const std::vector<DraftActivity>& activities = data_.activities();
    if (activities.empty()) return;
    Line("\nactivities:");
    for (const DraftActivity& activity : activities) ActivityPart(activity);
  }

  void ActivityPart(const DraftActivity& activity) {
    Line("  {}:", activity.id);
    if (!activity.name.empty()) Line("    title: {}", Scalar(activity.name));
    if (!activity.purpose.empty()) Line("    purpose: {}", Scalar(activity.purpose));
    if (!activity.bases.empty()) Line("    basis: {}", BasisWord(activity.bases[0]));
    if (activity.bases.size() > 1) {
      policy::OpenPoint point{"A13-05", "BASIS-MIXED", Severity::kWarning, "", {OriginAt(activity.place)}, {}};
      point.says = fmt::format("`{}` names {} legal bases, {}: an activity stands on one; split it", activity.name, activity.bases.size(),
                               Joined(activity.bases));
      open_.push_back(std::move(point));
    }
    if (!activity.subjects.empty()) Line("    subjects: [{}]", Joined(activity.subjects));
    if (!activity.data.empty()) Line("    data: [{}]", Joined(activity.data));
    if (!activity.never.empty()) Line("    never: [{}]", Joined(activity.never));
    if (activity.place.line > 0) Line("    origin: {}", OriginOf(activity.place, activity.confidence));
    if (activity.rules.empty()) return;
    Line("    retention:");
    for (const DraftRule& rule : activity.rules) RulePart(rule);
  }

  void RulePart(const DraftRule& rule) {
    Line("      - of: {}", Flow(rule.of));
    Line("        keep: {}", rule.end);
    Line("        then: {}{}", rule.then, rule.then_said ? "" : "  # the text does not say what happens then");
    Line("        origin: {}", OriginOf(rule.place, rule.confidence));
  }

  void CookiesPart() {
    if (facts_.cookies.empty()) return;
    Line("\ncookies:");
    Ids ids;
    for (const Cookie& cookie : facts_.cookies) {
      Line("  {}:", ids.New(cookie.name, "cookie"));
      Line("    name: {}", Scalar(cookie.name));
      if (!cookie.lifetime.empty()) Line("    lifetime: {}", cookie.lifetime);
      Line("    origin: {}", OriginOf(cookie.place, cookie.confidence));
    }
  }

  void BreachPart() {
    if (!facts_.breach_72h) return;
    Line("\nbreach:\n  - {{ tell: authority, within: PT72H, origin: {} }}",
         OriginOf(facts_.breach_72h->place, facts_.breach_72h->confidence));
  }

  void RightsPart() {
    if (facts_.rights.empty()) return;
    Line("\nrights:");
    for (const Right& right : facts_.rights) Line("  {}: {{ origin: {} }}", RightWord(right.name), OriginOf(right.place, right.confidence));
  }

  void MeasuresPart() {
    if (facts_.security.empty()) return;
    Line("\nmeasures:");
    Ids ids;
    for (const Text& measure : facts_.security)
      Line("  {}: {{ what: {}, origin: {} }}", ids.New(measure.text, "measure"), Scalar(measure.text),
           OriginOf(measure.place, measure.confidence));
  }

  void NoteLeftOut() {
    if (data_.left_out() == 0) return;
    open_.push_back({"ST-09",
                     "TEXT-CUT",
                     Severity::kWarning,
                     fmt::format("the text names more than {} kinds of data: {} times another one is taken for `personal-data`",
                                 kMostCategories, data_.left_out()),
                     {policy::Origin{1, 0, 1}},
                     {}});
  }

  void OpenPart() {
    NoteLeftOut();
    if (open_.empty()) return;
    Line("\nopen:");
    for (const policy::OpenPoint& point : open_) {
      std::string places;
      for (const policy::Origin& origin : point.origins) places += (places.empty() ? "" : ", ") + OriginOf(origin);
      Line("  - {{ rule: {}, name: {}, severity: {}, says: {}, at: [{}] }}", point.rule, point.name, std::string(NameOf(point.severity)),
           Scalar(point.says), places);
    }
  }

  void UnmappedPart() {
    if (facts_.unmapped.empty()) return;
    Line("\n# These sentences sound like promises and were not understood. Say what they promise in the entries above, or leave them.");
    for (const Text& text : facts_.unmapped)
      Line("# line {}, bytes {}-{}: {}", text.place.line, text.place.begin, text.place.end, Comment(text.text));
  }

  const Facts& facts_;
  DraftData data_;
  std::vector<policy::OpenPoint> open_;
  std::string out_;
};

}  // namespace

std::string DraftYaml(const Facts& facts, std::string_view source, std::string_view sha256, const std::vector<policy::OpenPoint>& open) {
  return Writer(facts, source, sha256, open).Write();
}

}  // namespace lofte::importer
