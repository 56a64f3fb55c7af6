"""A statement put into SQL once and from then on asked of the driver itself, rows as ever."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Dialect, Executable, Result
from sqlalchemy.engine import IteratorResult
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import ExpandedState, SQLCompiler

Values = Mapping[str, Any]
_Process = Callable[[Any], Any] | None


@dataclass(frozen=True)
class _Place:
    """What stands at one place of the SQL: a value given each time, or always the same one."""

    name: str
    key: str = ""
    index: int = -1
    process: _Process = None
    always: Any = None

    def of(self, values: Values) -> Any:
        """The value for the driver."""
        if not self.key:
            return self.always
        value = values[self.key] if self.index < 0 else values[self.key][self.index]
        return value if self.process is None else self.process(value)


@dataclass(frozen=True)
class _Spoken:
    """The SQL for one dialect, its places in order, and how the rows it answers are read."""

    sql: str
    places: tuple[_Place, ...]
    is_positional: bool
    columns: SimpleResultMetaData
    reads: tuple[tuple[int, Callable[[Any], Any]], ...]

    def given(self, values: Values) -> Any:
        """The values as the driver takes them."""
        if self.is_positional:
            return tuple([place.of(values) for place in self.places])
        return {place.name: place.of(values) for place in self.places}

    def rows(self, found: Sequence[Any]) -> Iterator[Any]:
        """The rows with every value as its column's type has it."""
        return map(self._read, found) if self.reads else iter(found)

    def _read(self, row: Any) -> list[Any]:
        values = list(row)
        for index, read in self.reads:
            values[index] = read(values[index])
        return values


class _Statement:
    """A statement for one dialect and one set of names; how long each list of it is, differs."""

    def __init__(self, statement: Executable, dialect: Dialect, names: tuple[str, ...]) -> None:
        of_names = [*names] if getattr(statement, "is_dml", False) else None
        compiled = statement.compile(dialect=dialect, column_keys=of_names)  # type: ignore[attr-defined]
        if not isinstance(compiled, SQLCompiler) or compiled.insert_prefetch:
            raise TypeError("this statement must be executed by SQLAlchemy itself")
        self._compiled, self._dialect = compiled, dialect
        self.lists = tuple(name for name, bind in compiled.binds.items() if bind.expanding)
        self._spoken: dict[tuple[int, ...], _Spoken] = {}

    def spoken(self, values: Values) -> _Spoken:
        """The SQL for values with lists as long as these."""
        lengths = tuple([len(values[name]) for name in self.lists])
        found = self._spoken.get(lengths)
        if found is None:
            found = self._spoken[lengths] = self._put(values)
        return found

    def _put(self, values: Values) -> _Spoken:
        compiled, state = self._compiled, self._compiled.construct_expanded_state(values)
        columns = compiled._result_columns
        reads = (
            each.type.dialect_impl(self._dialect).result_processor(self._dialect, None)
            for each in columns
        )
        return _Spoken(
            state.statement,
            tuple(self._places(state, values)),
            compiled.positional,
            SimpleResultMetaData([each.keyname for each in columns]),
            tuple((index, read) for index, read in enumerate(reads) if read is not None),
        )

    def _places(self, state: ExpandedState, values: Values) -> Iterator[_Place]:
        """The places of the SQL in its order."""
        of_list = {
            name: (key, index)
            for key, names in state.parameter_expansion.items()
            for index, name in enumerate(names)
        }
        in_order = state.positiontup if self._compiled.positional else state.parameters
        for name in in_order or ():
            key, index = of_list.get(name, (name, -1))
            kind = self._compiled.binds[key].type.dialect_impl(self._dialect)
            process = kind.bind_processor(self._dialect)
            if key in values:
                yield _Place(name, key, index, process)
            else:
                always = state.parameters[name]
                yield _Place(name, always=process(always) if process else always)


_KNOWN: WeakKeyDictionary[Executable, dict[tuple[str, ...], _Statement]] = WeakKeyDictionary()


def ask(bind: Connection, statement: Executable, values: Values) -> Result[*tuple[Any, ...]]:
    """What the statement answers, its `bindparam`s filled with these values.

    Asking SQLAlchemy's connection takes seven times as long as the driver. What that connection
    sees to otherwise is here too: values in their column's type, its events, its exceptions.
    """
    prepared = _prepared(bind.dialect, statement, tuple(values))
    if prepared.lists:
        values = {**values, **{name: _filled_up(values[name]) for name in prepared.lists}}
    spoken = prepared.spoken(values)
    found = _executed(bind, spoken.sql, spoken.given(values))
    return IteratorResult(spoken.columns, spoken.rows(found))


def tell(bind: Connection, statement: Executable, rows: Sequence[Values]) -> None:
    """Have the statement done with each of these sets of values, all of the same names."""
    if rows:
        spoken = _prepared(bind.dialect, statement, tuple(rows[0])).spoken(rows[0])
        _executed(bind, spoken.sql, [spoken.given(row) for row in rows], many=True)


def _prepared(dialect: Dialect, statement: Executable, names: tuple[str, ...]) -> _Statement:
    known = _KNOWN.get(statement)
    if known is None:
        known = _KNOWN.setdefault(statement, {})
    key = (dialect.name, *names)
    if key not in known:
        known[key] = _Statement(statement, dialect, names)
    return known[key]


def _filled_up(values: Sequence[Any]) -> list[Any]:
    """The values, the last one again and again until they are 1, 2, 4, 8 … or none.

    To be IN such a list is the same, and there are few spellings for the driver to remember.
    """
    listed = [*values]
    if len(listed) > 1:
        listed += listed[-1:] * ((1 << (len(listed) - 1).bit_length()) - len(listed))
    return listed


def _executed(bind: Connection, sql: str, given: Any, *, many: bool = False) -> Sequence[Any]:
    """The rows as the driver gives them. Raises what SQLAlchemy's connection would."""
    cursor = bind.connection.cursor()
    try:
        for listener in bind.dispatch.before_cursor_execute:
            listener(bind, cursor, sql, given, None, many)
        if many:
            cursor.executemany(sql, given)
            return ()
        cursor.execute(sql, given)
        return cursor.fetchall() if cursor.description else ()
    except bind.dialect.loaded_dbapi.Error as failure:
        gone = bind.dialect.is_disconnect(failure, bind.connection, cursor)
        if gone:
            bind.invalidate(failure)
        raise DBAPIError.instance(
            sql,
            given,
            failure,
            bind.dialect.loaded_dbapi.Error,
            connection_invalidated=gone,
            dialect=bind.dialect,
        ) from failure
    finally:
        cursor.close()
