// The table of kinds. Its order is that of a list of changes within a rank.
#include <algorithm>

#include "base/result.h"
#include "diff/change.h"

namespace lofte::diff {
namespace {

constexpr Rank kWorse = Rank::kMaterialAdverse;
constexpr Rank kBetter = Rank::kMaterialFavourable;
constexpr Rank kNeutral = Rank::kNeutral;
constexpr Rank kWording = Rank::kWording;

const std::vector<Kind> kPurposeKinds = {
    {"purpose-new", kWorse, "purpose-gone", "purpose", "data is used for something that it was not used for"},
    {"purpose-gone", kBetter, "purpose-new", "", "data is no longer used for this"},
    {"purpose-changed", kWorse, "purpose-changed", "purpose",
     "what data is used for is said otherwise: people agreed to, or knew of, the former words"},
    {"consent-dropped", kWorse, "consent-asked", "basis", "it was done with consent alone, and is now done without asking"},
    {"consent-asked", kBetter, "consent-dropped", "", "it is now done with consent alone"},
    {"basis-changed", kWorse, "basis-changed", "basis", "another legal basis gives people other rights"},
    {"exception-changed", kWorse, "exception-changed", "basis", "another exception of Art. 9(2) is relied on for special categories"},
    {"interest-changed", kWorse, "interest-changed", "basis", "another interest is weighed against that of the person"},
    {"role-changed", kWorse, "role-changed", "who", "who decides about this processing, and answers for it, is another"},
    {"automated-more", kWorse, "automated-less", "machine", "a machine decides, or helps to decide, what people decided"},
    {"automated-less", kBetter, "automated-more", "", "a machine decides less"},
    {"logic-changed", kWorse, "logic-changed", "machine", "how a machine decides, and what follows, is another"},
};

const std::vector<Kind> kDataKinds = {
    {"special-new", kWorse, "special-gone", "data", "data of Art. 9 or 10 is processed that was not"},
    {"special-gone", kBetter, "special-new", "", "data of Art. 9 or 10 is no longer processed"},
    {"category-new", kWorse, "category-gone", "data", "data is processed that was not"},
    {"category-gone", kBetter, "category-new", "", "this data is no longer processed"},
    {"data-new", kWorse, "data-gone", "data", "data that there is already is used for this too"},
    {"data-gone", kBetter, "data-new", "", "this data is no longer used for this"},
    {"subject-new", kWorse, "subject-gone", "data", "it is done with the data of more kinds of people"},
    {"subject-gone", kBetter, "subject-new", "", "it is no longer done with the data of these people"},
    {"never-stored-lost", kWorse, "never-stored-new", "data", "it was promised never to be stored"},
    {"never-stored-new", kBetter, "never-stored-lost", "", "it is promised never to be stored"},
    {"must-give", kWorse, "may-give", "data", "people have to give what they could leave out"},
    {"may-give", kBetter, "must-give", "", "people may leave out what they had to give"},
    {"source-new", kWorse, "source-gone", "data", "data about people comes from where it did not (Art. 14)"},
    {"source-gone", kBetter, "source-new", "", "data about people no longer comes from there"},
    {"access-new", kWorse, "access-gone", "shared", "more people inside see it"},
    {"access-gone", kBetter, "access-new", "", "fewer people inside see it"},
};

const std::vector<Kind> kRetentionKinds = {
    {"retention-removed", kWorse, "retention-new", "longer", "how long it is kept is no longer said"},
    {"retention-new", kBetter, "retention-removed", "", "how long it is kept is now said"},
    {"retention-longer", kWorse, "retention-shorter", "longer", "it is kept longer"},
    {"retention-shorter", kBetter, "retention-longer", "", "it is gone sooner"},
    {"retention-trigger", kWorse, "retention-trigger", "longer", "the time is counted from something else: for some people it is longer"},
    {"use-longer", kWorse, "use-shorter", "longer", "it is in use for longer, where it was only kept"},
    {"use-shorter", kBetter, "use-longer", "", "it is out of use sooner"},
    {"then-weaker", kWorse, "then-stronger", "longer", "at the end less is taken away"},
    {"then-stronger", kBetter, "then-weaker", "", "at the end more is taken away"},
    {"removal-slower", kWorse, "removal-faster", "longer", "its removal may take longer"},
    {"removal-faster", kBetter, "removal-slower", "", "it is removed faster"},
};

const std::vector<Kind> kSharingKinds = {
    {"sharing-none-lost", kWorse, "sharing-none-new", "shared", "it was promised that nobody else is given anything"},
    {"sharing-none-new", kBetter, "sharing-none-lost", "", "it is promised that nobody else is given anything"},
    {"transfers-none-lost", kWorse, "transfers-none-new", "abroad", "it was promised that nothing leaves the EEA"},
    {"transfers-none-new", kBetter, "transfers-none-lost", "", "it is promised that nothing leaves the EEA"},
    {"recipient-new", kWorse, "recipient-gone", "shared", "somebody is given data who was not"},
    {"recipient-gone", kBetter, "recipient-new", "", "they are no longer given data"},
    {"recipient-name", kWorse, "recipient-name", "shared", "the recipient has another name: it may be another company"},
    {"recipient-purpose", kWorse, "recipient-purpose-gone", "shared", "they are given data for this too"},
    {"recipient-purpose-gone", kBetter, "recipient-purpose", "", "they are no longer given data for this"},
    {"recipient-data", kWorse, "recipient-data-gone", "shared", "they are given more"},
    {"recipient-data-gone", kBetter, "recipient-data", "", "they are given less"},
    {"recipient-freer", kWorse, "recipient-bound", "shared", "they decide themselves what they do with the data"},
    {"recipient-bound", kBetter, "recipient-freer", "", "they may only do what they are told with the data"},
    {"recipient-keeps-longer", kWorse, "recipient-keeps-shorter", "longer", "they keep longer what they were given"},
    {"recipient-keeps-shorter", kBetter, "recipient-keeps-longer", "", "they keep what they were given for a shorter time"},
    {"recipient-consent-lost", kWorse, "recipient-consent-new", "basis", "they were given data with consent alone"},
    {"recipient-consent-new", kBetter, "recipient-consent-lost", "", "they are given data with consent alone"},
    {"transfer-new", kWorse, "transfer-gone", "abroad", "data leaves the EEA that did not"},
    {"transfer-gone", kBetter, "transfer-new", "", "data no longer leaves the EEA"},
    {"recipient-country", kWorse, "recipient-country", "abroad", "data is in another country, under another law"},
    {"safeguard-lost", kWorse, "safeguard-new", "abroad", "what bound the recipient binds it no longer"},
    {"safeguard-new", kBetter, "safeguard-lost", "", "the recipient is bound by more"},
};

const std::vector<Kind> kPersonKinds = {
    {"right-lost", kWorse, "right-new", "right", "a right is no longer offered; where the law gives it, people have it all the same"},
    {"right-new", kBetter, "right-lost", "", "a right is offered that was not"},
    {"right-slower", kWorse, "right-faster", "right", "an answer may take longer"},
    {"right-faster", kBetter, "right-slower", "", "an answer comes sooner"},
    {"controller-changed", kWorse, "controller-changed", "who", "somebody else is answerable"},
    {"joint-new", kWorse, "joint-gone", "who", "somebody else decides too about the data"},
    {"joint-gone", kBetter, "joint-new", "", "somebody no longer decides about the data"},
    {"officer-lost", kWorse, "officer-new", "right", "there is no data protection officer to turn to any more"},
    {"officer-new", kBetter, "officer-lost", "", "there is a data protection officer to turn to"},
    {"representative-lost", kWorse, "representative-new", "right", "there is no representative in the EEA to turn to any more"},
    {"representative-new", kBetter, "representative-lost", "", "there is a representative in the EEA to turn to"},
    {"age-lower", kWorse, "age-higher", "age", "younger people may use the service, and their data is processed"},
    {"age-higher", kBetter, "age-lower", "", "the data of younger people is no longer processed"},
    {"breach-weaker", kWorse, "breach-stronger", "right", "people learn of a breach later, or of fewer breaches"},
    {"breach-stronger", kBetter, "breach-weaker", "", "people learn of a breach sooner, or of more breaches"},
    {"cookie-new", kWorse, "cookie-gone", "cookie", "something is stored in the browser that was not"},
    {"cookie-gone", kBetter, "cookie-new", "", "it is no longer stored in the browser"},
    {"cookie-longer", kWorse, "cookie-shorter", "cookie", "it stays in the browser longer"},
    {"cookie-shorter", kBetter, "cookie-longer", "", "it is gone from the browser sooner"},
    {"cookie-use-more", kWorse, "cookie-use-less", "cookie", "it is stored for something further from what the person asked for"},
    {"cookie-use-less", kBetter, "cookie-use-more", "", "it is stored for something nearer to what the person asked for"},
    {"cookie-consent-lost", kWorse, "cookie-consent-new", "cookie", "it was stored with consent alone"},
    {"cookie-consent-new", kBetter, "cookie-consent-lost", "", "it is stored with consent alone"},
    {"cookie-setter", kWorse, "cookie-setter", "cookie", "somebody else stores it in the browser"},
    {"message-new", kWorse, "message-gone", "mail", "people are sent something that they were not"},
    {"message-gone", kBetter, "message-new", "", "it is no longer sent"},
    {"message-more", kWorse, "message-less", "mail", "it is sent in more ways, to more people, or for advertising"},
    {"message-less", kBetter, "message-more", "", "it is sent in fewer ways, or to fewer people"},
    {"message-stop-slower", kWorse, "message-stop-faster", "mail", "it is harder to be rid of"},
    {"message-stop-faster", kBetter, "message-stop-slower", "", "it is easier to be rid of"},
    {"measure-lost", kWorse, "measure-new", "secure", "data is no longer said to be guarded so"},
    {"measure-new", kBetter, "measure-lost", "", "data is guarded by more"},
    {"measure-weaker", kWorse, "measure-stronger", "secure", "data is guarded less well"},
    {"measure-stronger", kBetter, "measure-weaker", "", "data is guarded better"},
    {"promise-lost", kWorse, "promise-new", "right", "it is no longer promised"},
    {"promise-new", kBetter, "promise-lost", "", "it is promised"},
};

const std::vector<Kind> kOtherKinds = {
    {"retention-rule", kNeutral, "retention-rule", "", "a rule is another, and nothing ends sooner or later by it: another rule decides"},
    {"told-more", kNeutral, "told-less", "", "the policy says something that it left out"},
    {"told-less", kNeutral, "told-more", "", "the policy leaves out something that it said: the law may ask for it"},
    {"law-changed", kNeutral, "law-changed", "", "another law is named"},
    {"provision-changed", kNeutral, "provision-changed", "", "why data has to be given is another"},
    {"consent-state", kNeutral, "consent-state", "", "another record says whether consent is given: look whether it asks for the same"},
    {"recipient-city", kNeutral, "recipient-city", "", "the data lies in another city of the same country"},
    {"right-ways", kNeutral, "right-ways", "", "how a right is asked for, or how it is made sure who asks, is another"},
    {"breach-ways", kNeutral, "breach-ways", "", "how people are told of a breach is another"},
    {"message-other", kNeutral, "message-other", "", "a message belongs to something else"},
    {"measure-changed", kNeutral, "measure-changed", "", "a measure is another, and which is stronger cannot be told"},
    {"controller-contact", kNeutral, "controller-contact", "", "where the controller is reached is another"},
    {"controller-calendar", kNeutral, "controller-calendar", "", "days or financial years are counted otherwise"},
    {"officer-changed", kNeutral, "officer-changed", "", "the data protection officer is reached elsewhere"},
    {"representative-changed", kNeutral, "representative-changed", "", "the representative in the EEA is another, or is reached elsewhere"},
    {"joint-changed", kNeutral, "joint-changed", "", "what joint controllers have agreed on is another"},
    {"authority-changed", kNeutral, "authority-changed", "", "another supervisory authority is named"},
    {"effective-changed", kNeutral, "effective-changed", "", "the policy is in force from another day"},
    {"language-new", kNeutral, "language-lost", "", "the policy can be read in one more language"},
    {"language-lost", kNeutral, "language-new", "", "the policy can no longer be read in this language"},
    {"promise-changed", kNeutral, "promise-changed", "", "only its words say what is promised here, and no rule: read both"},
    {"promise-check", kNeutral, "promise-check", "", "how the promise is checked is another"},
    {"decision-changed", kNeutral, "decision-changed", "", "how a contradiction of the text is read is another"},
    {"wording", kWording, "wording", "", "the same in other words"},
};

std::vector<Kind> AllKinds() {
  std::vector<Kind> all;
  for (const auto* part : {&kPurposeKinds, &kDataKinds, &kRetentionKinds, &kSharingKinds, &kPersonKinds, &kOtherKinds})
    all.insert(all.end(), part->begin(), part->end());
  return all;
}

}  // namespace

const std::vector<Kind>& Kinds() {
  static const std::vector<Kind> kinds = AllKinds();
  return kinds;
}

const Kind& KindOf(std::string_view id) {
  const auto found = std::find_if(Kinds().begin(), Kinds().end(), [&](const Kind& kind) { return kind.id == id; });
  if (found == Kinds().end()) Panic("no kind of change `" + std::string(id) + "`");
  return *found;
}

std::string_view NameOf(Rank rank) {
  switch (rank) {
    case Rank::kMaterialAdverse:
      return "material-adverse";
    case Rank::kMaterialFavourable:
      return "material-favourable";
    case Rank::kNeutral:
      return "neutral";
    case Rank::kWording:
      return "wording";
  }
  return "";
}

bool IsMaterial(Rank rank) { return rank == Rank::kMaterialAdverse || rank == Rank::kMaterialFavourable; }

}  // namespace lofte::diff
