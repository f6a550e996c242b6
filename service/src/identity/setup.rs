//! The first region of an installation. There is no default account: whoever starts the program gets
//! a key that works once, and two people who signed in at their provider become administrator and
//! director (ASVS 6.3.2).

mod write;

use ::entity::{account, audit, setting, sign_in_request};
use domain::fault::{Code, Faults};
use domain::people::command::SetUp;
use domain::text::{Reason, Screen, WorkName};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter};
use sha2::{Digest, Sha256};

use super::bound::{Origin, sign_in};
use super::request::{REQUEST_LASTS, tidy_code};
use crate::audit::append;
use crate::chance;
use crate::ctx::Site;
use crate::error::{Error, Result};

/// Under which name the hash of the key is kept.
const KEY: &str = "setup";
/// The parts of the country whose school holidays differ.
const SCHOOLS: [&str; 3] = ["noord", "midden", "zuid"];

/// Whether nobody has an account here yet.
///
/// # Errors
/// When the database does not answer.
pub async fn setup_is_open(site: &Site) -> Result<bool> {
    let somebody = account::Entity::find().one(site.store.reader()).await?;
    Ok(somebody.is_none())
}

/// A new key for setting up, which takes the place of an older one; nothing once somebody has an
/// account. Only its hash is kept.
///
/// # Errors
/// When the database does not answer.
pub async fn mint_setup(site: &Site) -> Result<Option<String>> {
    if !setup_is_open(site).await? {
        return Ok(None);
    }
    let key = chance::token();
    let row = setting::Model {
        key: KEY.to_owned(),
        value: hash(&key),
    };
    setting::Entity::insert(row.into_active_model())
        .on_conflict(
            OnConflict::column(setting::Column::Key)
                .update_column(setting::Column::Value)
                .to_owned(),
        )
        .exec_without_returning(site.store.writer())
        .await?;
    Ok(Some(key))
}

/// What is set up, after it was judged.
struct Plan {
    region: String,
    prefix: String,
    school: String,
    municipalities: Vec<String>,
    series: String,
    purpose: String,
    /// The administrator and the director: their functions, and what they showed.
    people: [(String, sign_in_request::Model); 2],
}

/// Sets up the first region: its municipalities, its first series, and the two people who signed in
/// for it. The key works once.
///
/// # Errors
/// `Refused` per field; `NotFound` once somebody has an account.
pub async fn set_up(site: &Site, command: SetUp) -> Result<()> {
    let tx = site.store.begin_write().await?;
    if account::Entity::find().one(&tx).await?.is_some() {
        return Err(Error::NotFound);
    }
    let plan = judge(&tx, site, &command).await?;
    let region = write::region(&tx, site, &plan).await?;
    setting::Entity::delete_by_id(KEY).exec(&tx).await?;
    let row = audit::Model {
        region_id: Some(region),
        action: "SetUp".to_owned(),
        object: "region".to_owned(),
        object_id: Some(region),
        ..sign_in(site, Origin::Setup, "done")
    };
    append(&tx, row).await?;
    Ok(tx.commit().await?)
}

async fn judge(tx: &DatabaseTransaction, site: &Site, command: &SetUp) -> Result<Plan> {
    let known = domain::guard::Known {
        numbers: Vec::new(),
        names: Vec::new(),
        today: site.clock.today(),
    };
    let screen = Screen::ordinary(&known);
    let mut faults = Faults::default();
    let kept = setting::Entity::find_by_id(KEY).one(tx).await?;
    let is_right = kept.is_some_and(|kept| kept.value == hash(command.token.trim()));
    faults.keep(
        "token",
        if is_right {
            Ok(())
        } else {
            Err(Code::WrongToken)
        },
    );
    let region = faults.keep("region", WorkName::parse(&command.region, &screen));
    let prefix = command.prefix.trim().to_uppercase();
    let is_prefix = prefix.len() == 2 && prefix.bytes().all(|byte| byte.is_ascii_uppercase());
    faults.keep(
        "prefix",
        match (is_prefix, prefix.is_empty()) {
            (true, _) => Ok(()),
            (false, true) => Err(Code::Empty),
            (false, false) => Err(Code::NotTwoLetters),
        },
    );
    let is_school = SCHOOLS.contains(&command.school.as_str());
    faults.keep(
        "school",
        if is_school {
            Ok(())
        } else {
            Err(Code::NotAChoice)
        },
    );
    let municipalities = municipalities(&command.municipalities, &screen);
    let municipalities = faults.keep("municipalities", municipalities);
    let series = faults.keep("series", WorkName::parse(&command.series, &screen));
    let purpose = faults.keep("purpose", Reason::parse(&command.purpose, &screen));
    let administrator = faults.keep(
        "administrator",
        WorkName::parse(&command.administrator, &screen),
    );
    let first = shown(tx, site, &command.administrator_code).await?;
    let first = faults.keep("administrator_code", first);
    let director = faults.keep("director", WorkName::parse(&command.director, &screen));
    let second = shown(tx, site, &command.director_code).await?;
    let second = faults.keep("director_code", second);
    if let (Some(first), Some(second)) = (&first, &second)
        && first.id == second.id
    {
        faults.add("director_code", Code::SamePerson);
    }
    let whole = (
        region,
        municipalities,
        series,
        purpose,
        administrator,
        director,
        first,
        second,
    );
    let (
        Some(region),
        Some(municipalities),
        Some(series),
        Some(purpose),
        Some(administrator),
        Some(director),
        Some(first),
        Some(second),
    ) = whole
    else {
        return Err(faults.into());
    };
    if !faults.is_empty() {
        return Err(faults.into());
    }
    Ok(Plan {
        region: region.into_string(),
        prefix,
        school: command.school.clone(),
        municipalities,
        series: series.into_string(),
        purpose: purpose.into_string(),
        people: [
            (administrator.into_string(), first),
            (director.into_string(), second),
        ],
    })
}

/// The names of municipalities, a line each, each once.
fn municipalities(raw: &str, screen: &Screen<'_>) -> Result<Vec<String>, Code> {
    let mut names: Vec<String> = Vec::new();
    for line in raw.lines().filter(|line| !line.trim().is_empty()) {
        let name = WorkName::parse(line, screen)?.into_string();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        Err(Code::Empty)
    } else {
        Ok(names)
    }
}

/// Who was shown this code.
async fn shown(
    tx: &DatabaseTransaction,
    site: &Site,
    raw: &str,
) -> Result<Result<sign_in_request::Model, Code>> {
    let code = tidy_code(raw);
    if code.is_empty() {
        return Ok(Err(Code::Empty));
    }
    let found = sign_in_request::Entity::find()
        .filter(sign_in_request::Column::Code.eq(code))
        .filter(sign_in_request::Column::At.gt(site.clock.now() - REQUEST_LASTS))
        .one(tx)
        .await?;
    Ok(found.ok_or(Code::UnknownCode))
}

fn hash(key: &str) -> String {
    crate::hex(&Sha256::digest(key))
}
