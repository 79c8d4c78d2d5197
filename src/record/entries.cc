#include "record/entries.h"

#include "base/words.h"
#include "policy/countries.h"
#include "record/limits.h"

namespace lofte::record {

using policy::Role;

namespace {

// Of `given`, what is among `known`.
std::vector<std::string> Both(const std::vector<std::string>& given, const std::vector<std::string>& known) {
  std::vector<std::string> both;
  for (const std::string& id : given)
    if (Contains(known, id)) both.push_back(id);
  return both;
}

Receiver ReceiverOf(const policy::Recipient& recipient, const std::vector<std::string>& worked_on, const Namer& namer) {
  Receiver receiver;
  receiver.id = recipient.id;
  receiver.name = namer.Name("recipients.name", recipient.id, recipient.name);
  if (namer.Knows("recipients", recipient.id)) receiver.what = namer.Name("recipients", recipient.id);
  receiver.role = recipient.role;
  receiver.country = recipient.country;
  receiver.country_name = recipient.country.empty() ? "" : namer.phrases().Country(recipient.country);
  receiver.data = namer.Categories(Both(recipient.data, worked_on));
  receiver.is_transfer = policy::LeavesTheEea(recipient.country);
  if (!receiver.is_transfer) return receiver;
  // An agreement with a processor (`dpa`) is no safeguard of Chapter V.
  for (const std::string& safeguard : recipient.safeguards)
    if (safeguard != "dpa") receiver.safeguards.push_back(safeguard);
  if (policy::AdequacyOf(recipient.country) == policy::Adequacy::kAdequate) AddOnce(receiver.safeguards, std::string("adequacy"));
  return receiver;
}

std::string BasisText(const policy::Activity& activity, Namer& namer) {
  const std::string letter(1, static_cast<char>('a' + static_cast<int>(activity.basis)));
  const Phrases& phrases = namer.phrases();
  std::string text =
      phrases.Say("basis." + std::string(NameOf(activity.basis))) + " (" + phrases.Say("article.6", {{"letter", letter}}) + ")";
  for (const std::string& more :
       {namer.Text("activities.interest", activity.id, activity.interest), namer.Text("activities.law", activity.id, activity.law)})
    if (!more.empty()) text += "\n" + more;
  return text;
}

std::string AutomatedText(const policy::Activity& activity, Namer& namer) {
  if (activity.automated.empty()) return "";
  const std::string logic = namer.Text("activities.logic", activity.id, activity.logic);
  return namer.phrases().Say("automated." + activity.automated) + (logic.empty() ? "" : "\n" + logic);
}

std::vector<DataOf> DataByPeople(const policy::Activity& activity, const Namer& namer) {
  std::vector<DataOf> data;
  if (activity.data_of.empty()) {
    if (!activity.data.empty()) data.push_back({"", namer.Categories(activity.data)});
    return data;
  }
  for (const auto& [subject, categories] : activity.data_of)
    data.push_back({namer.Name("subjects", subject), namer.Categories(categories)});
  return data;
}

// What comes from the people themselves is said by phrase where no word is.
std::string SourceName(const std::string& id, const Namer& namer) {
  return namer.Name("sources", id, namer.phrases().Find("source." + id));
}

// A line a table: `main.orders: email, name`.
std::vector<std::string> PlacesOf(const policy::Activity& activity, const Places& places) {
  std::map<std::string, std::vector<std::string>> columns;
  for (const std::string& category : activity.data)
    if (const auto found = places.find(category); found != places.end())
      for (const Place& place : found->second) AddOnce(columns[place.table], place.column);
  std::vector<std::string> lines;
  for (const auto& [table, of] : columns) {
    std::string& line = lines.emplace_back(table);
    for (std::size_t i = 0; i < of.size(); ++i) line += (i == 0 ? ": " : ", ") + of[i];
  }
  return lines;
}

void AddRecipients(const policy::Activity& activity, const policy::Policy& policy, const Namer& namer, Entry& entry) {
  std::vector<std::string> worked_on = activity.data;
  worked_on.insert(worked_on.end(), activity.uses.begin(), activity.uses.end());
  worked_on.insert(worked_on.end(), activity.never.begin(), activity.never.end());
  for (const std::string& id : RecipientsOf(activity, policy))
    if (const policy::Recipient* recipient = policy.FindRecipient(id); recipient != nullptr)
      entry.recipients.push_back(ReceiverOf(*recipient, worked_on, namer));
  entry.no_recipients = activity.no_recipients && entry.recipients.empty();
  entry.recipients_said = activity.no_recipients || !entry.recipients.empty();
}

void AddBasis(const policy::Activity& activity, Namer& namer, Entry& entry) {
  if (activity.basis_given) {
    entry.basis = NameOf(activity.basis);
    entry.basis_text = BasisText(activity, namer);
  }
  entry.article9 = activity.art9;
  if (activity.art9.empty()) return;
  entry.article9_text =
      namer.phrases().Say("article9." + activity.art9) + " (" + namer.phrases().Say("article.9", {{"letter", activity.art9}}) + ")";
}

}  // namespace

Party PartyOf(const policy::Controller& controller, const Phrases& phrases) {
  Party party{controller.name, controller.organisation_number, controller.address, "", controller.email, controller.phone, ""};
  // A city that the address already ends with is not said twice.
  if (!controller.city.empty() && controller.address.find(controller.city) == std::string::npos)
    party.address += (party.address.empty() ? "" : ", ") + controller.city;
  if (!controller.country.empty()) party.country = phrases.Country(controller.country);
  return party;
}

Party PartyOf(const policy::Officer& officer) { return {officer.name, "", officer.address, "", officer.email, officer.phone, ""}; }

Party PartyOf(const policy::JointController& joint, Namer& namer) {
  const std::string country = joint.country.empty() ? "" : namer.phrases().Country(joint.country);
  return {joint.name, "", "", country, joint.email, "", namer.Text("joint", joint.id, joint.essence)};
}

std::vector<std::string> RecipientsOf(const policy::Activity& activity, const policy::Policy& policy) {
  std::vector<std::string> ids;
  for (const policy::Recipient& recipient : policy.recipients)
    if (Contains(activity.recipients, recipient.id) || Contains(recipient.activities, activity.id)) AddOnce(ids, recipient.id);
  return ids;
}

Entry EntryOf(const policy::Activity& activity, const policy::Policy& policy, const Places& places, Namer& namer) {
  Entry entry;
  entry.activity = activity.id;
  const std::string title = namer.Text("activities.title", activity.id, activity.title);
  entry.name = title.empty() ? activity.id : title;
  entry.purpose = namer.Text("activities.purpose", activity.id, activity.purpose);
  entry.role = activity.role;
  if (activity.role == Role::kProcessor) entry.processed_for = namer.Name("activities.for", activity.id, activity.processor_for);
  if (entry.processed_for == activity.id && activity.processor_for.empty()) entry.processed_for.clear();
  AddBasis(activity, namer, entry);
  for (const policy::JointController& joint : policy.joint_controllers)
    if (Contains(joint.activities, activity.id)) entry.joint.push_back(PartyOf(joint, namer));
  for (const std::string& subject : activity.subjects) entry.subjects.push_back({subject, namer.Name("subjects", subject)});
  entry.data = DataByPeople(activity, namer);
  entry.uses = namer.Categories(activity.uses);
  entry.never = namer.Categories(activity.never);
  AddRecipients(activity, policy, namer, entry);
  entry.limits = LimitsOf(activity, policy, namer);
  for (const std::string& source : activity.sources) entry.sources.push_back(SourceName(source, namer));
  for (const std::string& who : activity.access) entry.access.push_back(namer.Name("access", who));
  entry.automated = activity.automated;
  entry.automated_text = AutomatedText(activity, namer);
  entry.places = PlacesOf(activity, places);
  return entry;
}

namespace {

std::string MeasureText(const policy::Measure& measure, Namer& namer) {
  const Phrases& phrases = namer.phrases();
  std::vector<std::string> figures;
  if (!measure.at_least.empty()) figures.push_back(phrases.Say("measure.at-least", {{"what", measure.at_least}}));
  if (!measure.every.is_zero()) figures.push_back(phrases.Say("measure.every", {{"period", phrases.Period(measure.every)}}));
  if (measure.share) figures.push_back(phrases.Say("measure.share", {{"share", std::to_string(*measure.share)}}));
  std::string text = namer.Text("measures", measure.id, measure.what);
  for (std::size_t i = 0; i < figures.size(); ++i) text += (i == 0 ? " (" : "; ") + figures[i];
  return figures.empty() ? text : text + ")";
}

}  // namespace

std::vector<std::string> MeasuresOf(const policy::Policy& policy, Namer& namer) {
  std::vector<std::string> measures, said;
  for (const policy::Measure& measure : policy.measures) {
    AddOnce(measures, MeasureText(measure, namer));
    AddEachOnce(said, measure.promises);
  }
  for (const policy::Promise& promise : policy.promises) {
    const bool is_measure = promise.kind == "security" || promise.kind == "access-control";
    if (!is_measure || Contains(said, promise.id)) continue;
    if (const std::string text = namer.Text("promises", promise.id, promise.text); !text.empty()) AddOnce(measures, text);
  }
  return measures;
}

}  // namespace lofte::record
